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

/**
 * All SQL of assignments. A task's places tell whether one more annotator may have it; whoever
 * takes or returns a place has locked its row.
 */
final class AssignmentStore {

    /** A locked task that an annotator may take. */
    record Free(
            UUID id,
            UUID projectId,
            UUID batchId,
            String key,
            UUID sampleId,
            int @Nullable [] order,
            boolean full,
            String annotator) {}

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

    private static final String WORK =
            """
            select a.id, a.project_id, a.task_id, a.task_key, coalesce(t.sample_id, k.sample_id) as sample_id, a.state,
                a.lease_until, a.shown, a.draft, a.purpose,
                coalesce(a.attempt, 1) as attempt, u.id as user_id, u.name, u.kind
            from assignments a
            left join tasks t on t.organisation_id = a.organisation_id and t.id = a.task_id
            left join known_tasks k on a.purpose is not null and k.organisation_id = a.organisation_id
                and k.id = a.task_id
            join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AssignmentStore(JdbcClient jdbc, JsonMapper json) {
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
                        lateral claim_task_or_known(w.organisation, w.project, cast(w.batches as uuid[]),
                            cast(w.floor_behinds as int[]), cast(w.floor_keys as text[]),
                            cast(w.passed_behinds as int[]), cast(w.passed_keys as text[]), w.me, w.id, w.entry,
                            w.at, w.until, w.ahead, decode(w.secret, 'hex'), w.rate, w.first_tasks, w.first_gold,
                            w.training) c
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

    /** Locks one task. */
    @Nullable Free lock(UUID task, UUID user) {
        return jdbc.sql(
                        """
                        select t.id, t.project_id, t.batch_id, t.key, t.sample_id, t.candidate_order,
                            coalesce(p.free, 0) = 0 as is_full,
                            (select name from users where id = :user) as annotator
                        from tasks t
                        left join lateral (select free from task_places p
                            where p.organisation_id = t.organisation_id and p.task_id = t.id for no key update) p on true
                        where t.id = :task
                        """)
                .param("task", task)
                .param("user", user)
                .query(AssignmentStore::free)
                .optional()
                .orElse(null);
    }

    /** Leases a locked task; an earlier assignment of the same annotator is taken up again. */
    UUID take(
            UUID organisation,
            UUID id,
            Free task,
            UUID user,
            int[] shown,
            Instant at,
            Instant until) {
        return jdbc.sql(
                        """
                        with counted as (update task_places set free = free - 1 where task_id = :task)
                        insert into assignments (organisation_id, id, project_id, task_id, task_key, user_id, state,
                            lease_until, shown, created_at)
                        values (:organisation, :id, :project, :task, :key, :user, 'leased', :until, :shown, :at)
                        on conflict (organisation_id, task_id, user_id) do update
                        set state = 'leased', lease_until = excluded.lease_until, shown = excluded.shown, reason = null,
                            created_at = excluded.created_at
                        returning id
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("project", task.projectId())
                .param("task", task.id())
                .param("key", task.key())
                .param("user", user)
                .param("until", Timestamp.from(until))
                .param("shown", shown)
                .param("at", Timestamp.from(at))
                .query(UUID.class)
                .single();
    }

    /** My assignment, locked. */
    @Nullable Work work(UUID id, UUID user) {
        return work("where a.id = :id and a.user_id = :user for update of a", id, user);
    }

    /** My assignment of a task, locked. */
    @Nullable Work workOn(UUID task, UUID user) {
        return work("where a.task_id = :id and a.user_id = :user for update of a", task, user);
    }

    /** My assignment as it is. */
    @Nullable Work look(UUID id, UUID user) {
        return work("where a.id = :id and a.user_id = :user", id, user);
    }

    private @Nullable Work work(String where, UUID id, UUID user) {
        return jdbc.sql(WORK + where)
                .param("id", id)
                .param("user", user)
                .query(this::work)
                .optional()
                .orElse(null);
    }

    void extend(UUID assignment, Instant until) {
        jdbc.sql("update assignments set lease_until = :until where id = :id")
                .param("until", Timestamp.from(until))
                .param("id", assignment)
                .update();
    }

    void saveDraft(UUID assignment, Map<String, Object> draft, @Nullable Double seconds) {
        jdbc.sql(
                        """
                        update assignments set draft = cast(:draft as jsonb),
                            seconds_active = coalesce(:seconds, seconds_active) where id = :id
                        """)
                .param("draft", json.writeValueAsString(draft))
                .param("seconds", seconds, java.sql.Types.DOUBLE)
                .param("id", assignment)
                .update();
    }

    /** Ends an assignment without an answer. */
    void giveUp(Work work, AssignmentState state, @Nullable String reason) {
        jdbc.sql(
                        """
                        with ended as (update assignments set state = :state, reason = :reason where id = :id)
                        update task_places set free = free + 1 where task_id = :task and :held
                        """)
                .param("state", Json.word(state))
                .param("reason", reason)
                .param("id", work.assignmentId())
                .param("held", work.holdsPlace())
                .param("task", work.taskId())
                .update();
    }

    /** Leases a task with a known answer; an earlier assignment of it is taken up again. */
    UUID takeKnown(
            UUID organisation,
            UUID id,
            KnownTask task,
            UUID user,
            int attempt,
            int[] shown,
            Instant at,
            Instant until) {
        return jdbc.sql(
                        """
                        insert into assignments (organisation_id, id, project_id, task_id, task_key, user_id, state,
                            lease_until, shown, created_at, purpose, attempt)
                        values (:organisation, :id, :project, :task, :key, :user, 'leased', :until, :shown, :at, :purpose,
                            :attempt)
                        on conflict (organisation_id, task_id, user_id) do update
                        set state = 'leased', lease_until = excluded.lease_until, shown = excluded.shown, reason = null,
                            created_at = excluded.created_at, attempt = excluded.attempt
                        returning id
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("project", task.projectId())
                .param("task", task.id())
                .param("key", task.key())
                .param("user", user)
                .param("until", Timestamp.from(until))
                .param("shown", shown)
                .param("at", Timestamp.from(at))
                .param("purpose", Json.word(task.purpose()))
                .param("attempt", attempt)
                .query(UUID.class)
                .single();
    }

    String nameOf(UUID user) {
        return jdbc.sql("select name from users where id = :user")
                .param("user", user)
                .query(String.class)
                .single();
    }

    /** Ends an assignment whose answer is known with the answer; false if it had ended before. */
    boolean submitKnown(UUID organisation, Work work, boolean counts) {
        return jdbc.sql(
                                """
                                with ended as (
                                    update assignments set state = 'submitted', draft = null
                                    where id = :id and state <> 'submitted'
                                    returning id),
                                counted as (
                                    insert into task_counts as c (organisation_id, project_id, batch_id, user_id, known)
                                    select :organisation, :project, :project, :user, 1 from ended where :counts
                                    on conflict on constraint task_counts_pkey do update set known = c.known + 1)
                                select count(*) from ended
                                """)
                        .param("organisation", organisation)
                        .param("project", work.projectId())
                        .param("user", work.annotator().id())
                        .param("counts", counts)
                        .param("id", work.assignmentId())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Takes an answer that is known back into its lease. */
    void reopenKnown(Work work, Map<String, Object> draft, Instant until) {
        jdbc.sql(
                        """
                        with counted as (
                            update task_counts set known = known - 1
                            where project_id = :project and user_id = :user and batch_id = :project)
                        update assignments set state = 'leased', draft = cast(:draft as jsonb), lease_until = :until
                        where id = :id
                        """)
                .param("project", work.projectId())
                .param("user", work.annotator().id())
                .param("draft", json.writeValueAsString(draft))
                .param("until", Timestamp.from(until))
                .param("id", work.assignmentId())
                .update();
    }

    /** Takes an answer back into its lease. */
    void reopen(Work work, Map<String, Object> draft, Instant until) {
        jdbc.sql(
                        """
                        with task as (select id, batch_id, state = 'completed' as was_complete from tasks where id = :task),
                        counted as (
                            update tasks t set answers = answers - 1,
                                state = case when was_complete then 'open' else t.state end, completed_at = null
                            from task where t.id = task.id),
                        summed as (
                            update task_counts c set answers = answers - 1,
                                completed = completed - case when was_complete then 1 else 0 end
                            from task
                            where c.project_id = :project and c.user_id = :user and c.batch_id = task.batch_id)
                        update assignments set state = 'leased', draft = cast(:draft as jsonb), lease_until = :until
                        where id = :id
                        """)
                .param("task", work.taskId())
                .param("project", work.projectId())
                .param("user", work.annotator().id())
                .param("draft", json.writeValueAsString(draft))
                .param("until", Timestamp.from(until))
                .param("id", work.assignmentId())
                .update();
    }

    /** Gives back the places of answers that no longer count. */
    void giveBack(List<UUID> submitted) {
        jdbc.sql(
                        """
                        with ended as (
                            update assignments set state = 'released'
                            where id = any(cast(:ids as uuid[])) and state = 'submitted'
                            returning task_id, user_id),
                        places as (select task_id, count(*) as n, min(user_id::text) as one from ended group by task_id),
                        opened as (
                            update tasks t set answers = t.answers - n, completed_at = null,
                                state = case when t.state = 'completed' then 'open' else t.state end
                            from places, tasks was
                            where t.id = places.task_id and was.id = t.id
                            returning t.id, t.project_id, t.batch_id, was.state = 'completed' as was_complete, one),
                        freed as (
                            update task_places p set free = free + n from places where p.task_id = places.task_id),
                        sums as (
                            select o.project_id, o.batch_id, e.user_id, count(*) as answers,
                                count(*) filter (where o.was_complete and o.one = e.user_id::text) as completed
                            from ended e join opened o on o.id = e.task_id group by 1, 2, 3)
                        update task_counts c set answers = c.answers - sums.answers,
                            completed = c.completed - sums.completed
                        from sums
                        where c.project_id = sums.project_id and c.user_id = sums.user_id and c.batch_id = sums.batch_id
                        """)
                .param("ids", submitted.stream().map(UUID::toString).toArray(String[]::new))
                .update();
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

    /** How many answers of mine a project has. */
    int answersOf(UUID project, UUID user) {
        return jdbc.sql(
                        """
                        select coalesce(sum(answers + known), 0) from task_counts
                        where project_id = :project and user_id = :user
                        """)
                .param("project", project)
                .param("user", user)
                .query(Integer.class)
                .single();
    }

    /**
     * How many tasks of these batches I could still take, up to a number.
     *
     * @param from a position of each batch before which there is none
     */
    int openTo(List<UUID> batches, Cursors.Hints from, UUID user, int atMost) {
        return jdbc.sql(
                        """
                        select count(*) from (
                            select 1
                            from unnest(cast(:batches as uuid[]), cast(:behinds as int[]), cast(:keys as text[]))
                                as floor (batch, behind, key)
                            join task_places p on p.organisation_id = current_organisation()
                                and p.batch_id = floor.batch and (p.behind, p.key) >= (floor.behind, floor.key)
                            where p.free > 0 and not exists
                                (select 1 from assignments a where a.organisation_id = p.organisation_id
                                    and a.task_id = p.task_id and a.user_id = :user and a.state <> 'released')
                            limit :n) x
                        """)
                .param("batches", batches.stream().map(UUID::toString).toArray(String[]::new))
                .param(
                        "behinds",
                        from.floors().stream().mapToInt(Cursors.Position::behind).toArray())
                .param(
                        "keys",
                        from.floors().stream().map(Cursors.Position::key).toArray(String[]::new))
                .param("user", user)
                .param("n", atMost)
                .query(Integer.class)
                .single();
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

    private static Free free(ResultSet row, int n) throws SQLException {
        return new Free(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("batch_id", UUID.class),
                row.getString("key"),
                row.getObject("sample_id", UUID.class),
                ints(row.getArray("candidate_order")),
                row.getBoolean("is_full"),
                row.getString("annotator"));
    }

    private Work work(ResultSet row, int n) throws SQLException {
        String draft = row.getString("draft");
        int[] shown = ints(row.getArray("shown"));
        return new Work(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"),
                row.getObject("sample_id", UUID.class),
                new Annotator(
                        row.getObject("user_id", UUID.class),
                        row.getString("name"),
                        Json.constant(AnnotatorKind.class, row.getString("kind"))),
                Json.constant(AssignmentState.class, row.getString("state")),
                row.getTimestamp("lease_until").toInstant(),
                shown == null ? new int[0] : shown,
                draft == null ? null : json.readValue(draft, ANSWERS),
                purpose(row),
                row.getInt("attempt"),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"));
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
