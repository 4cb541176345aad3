package org.maslin.server.loop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.training.PolicyMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of chains. */
final class ChainStore {

    /** A chain as it was started, and where it stands. */
    record Row(
            UUID id,
            String name,
            long seed,
            int rounds,
            int prompts,
            int heldOut,
            int overlap,
            PolicyMethod method,
            int workers,
            ChainState state,
            int round,
            boolean simulated,
            @Nullable String error,
            @Nullable UUID jobId,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Figure>> FIGURES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<ChainLink.Point>> POINTS = new TypeReference<>() {};

    private static final String CHAIN =
            """
            select id, name, seed, rounds, prompts, held_out, overlap, method, workers, state, round, simulated, error, job_id,
                created_at, finished_at
            from chains
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ChainStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds a chain unless its idempotency key was used already; tells whether it did. */
    boolean add(
            UUID organisation,
            UUID id,
            NewChain chain,
            @Nullable String idempotencyKey,
            UUID creator,
            Instant at) {
        return jdbc.sql(
                                """
                                insert into chains (organisation_id, id, name, seed, rounds, prompts, held_out, overlap,
                                    method, workers, state, idempotency_key, created_by, created_at)
                                values (:organisation, :id, :name, :seed, :rounds, :prompts, :heldOut, :overlap,
                                    :method, :workers, 'running', :key, :creator, :at)
                                on conflict (organisation_id, idempotency_key) do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", id)
                        .param("name", chain.name())
                        .param("seed", chain.seed())
                        .param("rounds", chain.rounds())
                        .param("prompts", chain.prompts())
                        .param("heldOut", chain.heldOut())
                        .param("overlap", chain.overlap())
                        .param("method", Json.word(Objects.requireNonNull(chain.method())))
                        .param("workers", chain.workers())
                        .param("key", idempotencyKey)
                        .param("creator", creator)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    UUID byIdempotencyKey(String key) {
        return jdbc.sql("select id from chains where idempotency_key = :key")
                .param("key", key)
                .query(UUID.class)
                .single();
    }

    void setJob(UUID id, UUID job) {
        jdbc.sql("update chains set job_id = :job where id = :id")
                .param("job", job)
                .param("id", id)
                .update();
    }

    @Nullable Row get(UUID id) {
        return jdbc.sql(CHAIN + "where id = :id")
                .param("id", id)
                .query(ChainStore::row)
                .optional()
                .orElse(null);
    }

    List<Row> list() {
        return jdbc.sql(CHAIN + "order by id desc").query(ChainStore::row).list();
    }

    /** Moves a chain on, unless somebody has paused it. */
    void move(UUID id, ChainState state, int round) {
        jdbc.sql(
                        "update chains set state = :state, round = :round, error = null"
                                + " where id = :id and state not in ('paused', 'done')")
                .param("state", Json.word(state))
                .param("round", round)
                .param("id", id)
                .update();
    }

    void setState(UUID id, ChainState state, @Nullable String error, @Nullable Instant finished) {
        jdbc.sql(
                        "update chains set state = :state, error = :error, finished_at = :at where id = :id")
                .param("state", Json.word(state))
                .param("error", error)
                .param("at", finished == null ? null : Timestamp.from(finished))
                .param("id", id)
                .update();
    }

    void setSimulated(UUID id) {
        jdbc.sql("update chains set simulated = true where id = :id and not simulated")
                .param("id", id)
                .update();
    }

    /** Begins a link, or goes on with it. */
    void begin(UUID organisation, UUID chain, int round, LinkName name, Instant at) {
        jdbc.sql(
                        """
                        insert into chain_links (organisation_id, chain_id, round, name, place, state, started_at)
                        values (:organisation, :chain, :round, :name, :place, 'running', :at)
                        on conflict (organisation_id, chain_id, round, name) do update set state = 'running'
                        """)
                .param("organisation", organisation)
                .param("chain", chain)
                .param("round", round)
                .param("name", Json.word(name))
                .param("place", name.ordinal())
                .param("at", Timestamp.from(at))
                .update();
    }

    void progress(UUID chain, int round, LinkName name, long done, long total) {
        jdbc.sql(
                        """
                        update chain_links set done = :done, total = :total
                        where chain_id = :chain and round = :round and name = :name
                        """)
                .param("done", done)
                .param("total", total)
                .param("chain", chain)
                .param("round", round)
                .param("name", Json.word(name))
                .update();
    }

    /** Writes what a link has made so far. */
    void save(UUID chain, int round, LinkName name, Made made) {
        jdbc.sql(
                        """
                        update chain_links set counts = cast(:counts as jsonb), origins = cast(:origins as jsonb),
                            figures = cast(:figures as jsonb), series = cast(:series as jsonb),
                            refs = cast(:refs as jsonb), note = :note
                        where chain_id = :chain and round = :round and name = :name
                        """)
                .param("counts", json.writeValueAsString(made.counts))
                .param(
                        "origins",
                        made.origins == null ? null : json.writeValueAsString(made.origins))
                .param("figures", json.writeValueAsString(made.figures))
                .param("series", json.writeValueAsString(made.series))
                .param("refs", json.writeValueAsString(made.references))
                .param("note", made.note)
                .param("chain", chain)
                .param("round", round)
                .param("name", Json.word(name))
                .update();
    }

    void finish(UUID chain, int round, LinkName name, ChainLink.State state, Instant at) {
        jdbc.sql(
                        """
                        update chain_links set state = :state, finished_at = :at,
                            done = case when :state = 'done' then greatest(done, total) else done end
                        where chain_id = :chain and round = :round and name = :name
                        """)
                .param("state", Json.word(state))
                .param("at", Timestamp.from(at))
                .param("chain", chain)
                .param("round", round)
                .param("name", Json.word(name))
                .update();
    }

    /** All links of all rounds, in order. */
    List<ChainLink> links(UUID chain) {
        return jdbc.sql(
                        """
                        select round, name, state, done, total, counts, origins, figures, series, refs, note,
                            started_at, finished_at
                        from chain_links where chain_id = :chain order by round, place
                        """)
                .param("chain", chain)
                .query(this::link)
                .list();
    }

    private ChainLink link(ResultSet row, int n) throws SQLException {
        String origins = row.getString("origins");
        return new ChainLink(
                Json.constant(LinkName.class, row.getString("name")),
                Json.constant(ChainLink.State.class, row.getString("state")),
                row.getInt("round"),
                row.getLong("done"),
                row.getLong("total"),
                json.readValue(row.getString("counts"), COUNTS),
                origins == null ? null : json.readValue(origins, COUNTS),
                json.readValue(row.getString("figures"), FIGURES),
                json.readValue(row.getString("series"), POINTS),
                json.readValue(row.getString("refs"), TEXTS),
                row.getString("note"),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("seed"),
                row.getInt("rounds"),
                row.getInt("prompts"),
                row.getInt("held_out"),
                row.getInt("overlap"),
                Json.constant(PolicyMethod.class, row.getString("method")),
                row.getInt("workers"),
                Json.constant(ChainState.class, row.getString("state")),
                row.getInt("round"),
                row.getBoolean("simulated"),
                row.getString("error"),
                row.getObject("job_id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
