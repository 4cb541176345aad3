package org.maslin.server.tasks;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.db.ArrayText;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.samples.Content;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of giving tasks out: who gets which place, and what is left for them. */
final class ClaimStore {

    /**
     * A wish for a lease.
     *
     * @param batches to search, the best first
     * @param from where to begin in each of them
     * @param id of the assignment, if it is a new one
     * @param entry the id of its audit entry
     * @param secret by which gold is drawn; null where there is none
     */
    record Claim(
            UUID organisation,
            UUID project,
            List<UUID> batches,
            Cursors.Hints from,
            UUID user,
            UUID id,
            UUID entry,
            Instant at,
            Instant until,
            int ahead,
            byte @Nullable [] secret,
            GoldRule gold) {}

    /**
     * A lease as it was claimed, or found.
     *
     * @param work null if there was nothing to claim
     * @param fresh whether it was claimed just now
     * @param order the pinned order of the candidates
     * @param content the sample's; null if it is gone
     * @param batch which of the batches that were searched; null if the lease was there before
     * @param next where this annotator need not search that batch before, next time
     * @param firstFree the first place of the batch free to anybody; null if the search began
     *     behind the floor
     */
    record Claimed(
            @Nullable Work work,
            boolean fresh,
            int @Nullable [] order,
            @Nullable Content content,
            int mine,
            @Nullable Integer batch,
            Cursors.@Nullable Position next,
            Cursors.@Nullable Position firstFree) {
        static final Claimed NOTHING = new Claimed(null, false, null, null, 0, null, null, null);
    }

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ClaimStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * For each of these claims, leases the next task or finds the lease to go on with; one that
     * finds neither has no work. One statement, and by itself one transaction.
     */
    List<Claimed> claim(List<Claim> claims) {
        return jdbc.sql(
                        """
                        select c.* from unnest(cast(:organisations as uuid[]), cast(:projects as uuid[]),
                            cast(:batches as text[]), cast(:floorBehinds as text[]), cast(:floorKeys as text[]),
                            cast(:passedBehinds as text[]), cast(:passedKeys as text[]), cast(:users as uuid[]),
                            cast(:ids as uuid[]), cast(:entries as uuid[]), cast(:ats as timestamptz[]),
                            cast(:untils as timestamptz[]), cast(:aheads as int[]), cast(:secrets as text[]),
                            cast(:rates as float8[]), cast(:firstTasks as int[]), cast(:firstGold as int[]),
                            cast(:trainings as boolean[]))
                            with ordinality as w (organisation, project, batches, floor_behinds, floor_keys,
                                passed_behinds, passed_keys, me, id, entry, at, until, ahead, secret, rate, first_tasks,
                                first_gold, training, n),
                        lateral (
                            select c.*, cast(null as text) as purpose
                            from claim_task(w.organisation, w.project, cast(w.batches as uuid[]),
                                cast(w.floor_behinds as int[]), cast(w.floor_keys as text[]),
                                cast(w.passed_behinds as int[]), cast(w.passed_keys as text[]), w.me, w.id, w.entry,
                                w.at, w.until, w.ahead) c
                            where w.secret is null
                            union all
                            select c.*
                            from claim_task_or_known(w.organisation, w.project, cast(w.batches as uuid[]),
                                cast(w.floor_behinds as int[]), cast(w.floor_keys as text[]),
                                cast(w.passed_behinds as int[]), cast(w.passed_keys as text[]), w.me, w.id, w.entry,
                                w.at, w.until, w.ahead,
                                decode(w.secret, 'hex'), w.rate, w.first_tasks, w.first_gold, w.training) c
                            where w.secret is not null) c
                        order by w.n
                        """)
                .param("organisations", texts(claims, Claim::organisation))
                .param("projects", texts(claims, Claim::project))
                .param("batches", texts(claims, claim -> ArrayText.of(claim.batches())))
                .param("floorBehinds", texts(claims, c -> behinds(c.from().floors())))
                .param("floorKeys", texts(claims, c -> keys(c.from().floors())))
                .param("passedBehinds", texts(claims, c -> behinds(c.from().passed())))
                .param("passedKeys", texts(claims, c -> keys(c.from().passed())))
                .param("users", texts(claims, Claim::user))
                .param("ids", texts(claims, Claim::id))
                .param("entries", texts(claims, Claim::entry))
                .param("ats", texts(claims, Claim::at))
                .param("untils", texts(claims, Claim::until))
                .param("aheads", claims.stream().mapToInt(Claim::ahead).toArray())
                .param("secrets", secrets(claims))
                .param("rates", claims.stream().mapToDouble(c -> c.gold().rateOrNone()).toArray())
                .param(
                        "firstTasks",
                        claims.stream().mapToInt(c -> c.gold().firstTasksOrNone()).toArray())
                .param(
                        "firstGold",
                        claims.stream().mapToInt(c -> c.gold().firstGoldOrNone()).toArray())
                .param("trainings", texts(claims, c -> c.gold().teachesFirst()))
                .query((row, n) -> claimed(claims.get(n), row))
                .list();
    }

    private static @Nullable String[] secrets(List<Claim> claims) {
        @Nullable String[] secrets = new @Nullable String[claims.size()];
        for (int i = 0; i < secrets.length; i++) {
            byte[] secret = claims.get(i).secret();
            secrets[i] = secret == null ? null : HexFormat.of().formatHex(secret);
        }
        return secrets;
    }

    private static String behinds(List<Cursors.Position> positions) {
        return ArrayText.of(positions.stream().map(Cursors.Position::behind).toList());
    }

    private static String keys(List<Cursors.Position> positions) {
        return ArrayText.of(positions.stream().map(Cursors.Position::key).toList());
    }

    private static String[] texts(List<Claim> claims, Function<Claim, Object> value) {
        return claims.stream().map(claim -> value.apply(claim).toString()).toArray(String[]::new);
    }

    private Claimed claimed(Claim claim, ResultSet row) throws SQLException {
        if (row.getObject("assignment") == null) {
            return Claimed.NOTHING;
        }
        int[] shown = ints(row.getArray("shown"));
        String draft = row.getString("draft");
        var work =
                new Work(
                        row.getObject("assignment", UUID.class),
                        claim.project(),
                        row.getObject("task", UUID.class),
                        row.getString("task_key"),
                        row.getObject("sample", UUID.class),
                        new Annotator(
                                claim.user(),
                                row.getString("annotator"),
                                Json.constant(
                                        AnnotatorKind.class, row.getString("annotator_kind"))),
                        AssignmentState.LEASED,
                        row.getTimestamp("lease_until").toInstant(),
                        shown == null ? new int[0] : shown,
                        draft == null ? null : json.readValue(draft, ANSWERS),
                        purpose(row),
                        1,
                        row.getObject("task", UUID.class),
                        row.getString("task_key"));
        String content = row.getString("content");
        return new Claimed(
                work,
                row.getBoolean("fresh"),
                ints(row.getArray("candidate_order")),
                content == null ? null : json.readValue(content, Content.class),
                row.getInt("mine"),
                row.getObject("batch", Integer.class),
                position(row, "next"),
                position(row, "first_free"));
    }

    private static Cursors.@Nullable Position position(ResultSet row, String name)
            throws SQLException {
        String key = row.getString(name + "_key");
        return key == null ? null : new Cursors.Position(row.getInt(name + "_behind"), key);
    }

    /** Keeps the order in which the candidates are shown. */
    void show(UUID organisation, UUID assignment, int[] shown) {
        jdbc.sql("select cast(show_candidates(:organisation, :assignment, :shown) as text)")
                .param("organisation", organisation)
                .param("assignment", assignment)
                .param("shown", shown)
                .query(String.class)
                .optional();
    }

    /** Gives back what leases hold that have run out; tells how many, one sweep at a time. */
    int returnExpired(Instant at) {
        return jdbc.sql(
                        """
                        with one as materialized (
                            select 1 where pg_try_advisory_xact_lock(hashtext(cast(current_organisation() as text)))),
                        late as (
                            select id from assignments, one where state = 'leased' and lease_until <= :at
                            for update of assignments skip locked),
                        ended as (
                            update assignments a set state = 'released' from late where a.id = late.id
                            returning a.task_id),
                        places as (select task_id, count(*) as n from ended group by task_id)
                        update task_places t set free = free + n from places where t.task_id = places.task_id
                        """)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The first place of a batch that is free. */
    Cursors.@Nullable Position firstFree(UUID batch) {
        return jdbc.sql(
                        """
                        select behind, key from task_places
                        where organisation_id = current_organisation() and batch_id = :batch and free > 0
                        order by behind, key limit 1
                        """)
                .param("batch", batch)
                .query((row, n) -> new Cursors.Position(row.getInt(1), row.getString(2)))
                .optional()
                .orElse(null);
    }

    /** How many tasks of these batches have a free place, up to a number. */
    int free(List<UUID> batches, Cursors.Hints from, int atMost) {
        return count("", batches, from, new UUID(0, 0), atMost);
    }

    /** How many tasks of these batches I could still take, up to a number. */
    int openTo(List<UUID> batches, Cursors.Hints from, UUID user, int atMost) {
        return count(
                """
                and (p.behind, p.key) >= (floor.passed, floor.passed_key) and not exists
                    (select 1 from assignments a where a.organisation_id = p.organisation_id
                        and a.task_id = p.task_id and a.user_id = :user and a.state <> 'released')
                """,
                batches,
                from,
                user,
                atMost);
    }

    private int count(String open, List<UUID> batches, Cursors.Hints from, UUID user, int atMost) {
        return jdbc.sql(
                        """
                        select count(*) from (
                            select 1
                            from unnest(cast(:batches as uuid[]), cast(:behinds as int[]), cast(:keys as text[]),
                                cast(:passed as int[]), cast(:passedKeys as text[]))
                                as floor (batch, behind, key, passed, passed_key)
                            join task_places p on p.organisation_id = current_organisation()
                                and p.batch_id = floor.batch and (p.behind, p.key) >= (floor.behind, floor.key)
                            where p.free > 0
                        """
                                + open
                                + " limit :n) x")
                .param("batches", batches.stream().map(UUID::toString).toArray(String[]::new))
                .param("behinds", behindsOf(from.floors()))
                .param("keys", keysOf(from.floors()))
                .param("passed", behindsOf(from.passed()))
                .param("passedKeys", keysOf(from.passed()))
                .param("user", user)
                .param("n", atMost)
                .query(Integer.class)
                .single();
    }

    private static int[] behindsOf(List<Cursors.Position> positions) {
        return positions.stream().mapToInt(Cursors.Position::behind).toArray();
    }

    private static String[] keysOf(List<Cursors.Position> positions) {
        return positions.stream().map(Cursors.Position::key).toArray(String[]::new);
    }

    /** These open tasks and the gold that will be among them. */
    int withGold(UUID organisation, UUID project, UUID user, int open, int atMost) {
        return jdbc.sql("select open_with_gold(:organisation, :project, :user, :open, :n)")
                .param("organisation", organisation)
                .param("project", project)
                .param("user", user)
                .param("open", open)
                .param("n", atMost)
                .query(Integer.class)
                .single();
    }

    private static @Nullable Purpose purpose(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return purpose == null ? null : Json.constant(Purpose.class, purpose);
    }

    private static int @Nullable [] ints(@Nullable Array array) throws SQLException {
        return array == null
                ? null
                : Arrays.stream((Integer[]) array.getArray()).mapToInt(i -> i).toArray();
    }
}
