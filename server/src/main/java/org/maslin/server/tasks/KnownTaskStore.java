package org.maslin.server.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of tasks whose answer is known, of veils, and of who gets no more tasks. */
final class KnownTaskStore {

    /** A row on its way into the database. */
    record Row(UUID id, @Nullable UUID batchId, String key, UUID sampleId, KnownAnswer answer) {}

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

    private static final String TASK =
            """
            select k.id, k.project_id, k.batch_id, k.purpose, k.qualification_id, k.key, k.sample_id, k.expected,
                k.explanation, k.tolerance, k.retired, k.created_at,
                k.purpose = 'gold' and not k.retired and not gold_fits(k.organisation_id, k.project_id, k.sample_id)
                    as withheld
            from known_tasks k
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    KnownTaskStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    byte @Nullable [] secret() {
        return jdbc.sql("select secret from veils").query(byte[].class).optional().orElse(null);
    }

    void addSecret(UUID organisation, byte[] secret) {
        jdbc.sql(
                        """
                        insert into veils (organisation_id, secret) values (:organisation, :secret)
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("secret", secret)
                .update();
    }

    /** Adds tasks whose key their set does not have; returns how many. */
    int add(
            UUID organisation,
            UUID project,
            Purpose purpose,
            @Nullable UUID qualification,
            UUID user,
            List<Row> rows,
            Instant at) {
        return jdbc.sql(
                        """
                        insert into known_tasks (organisation_id, id, project_id, batch_id, purpose, qualification_id, key,
                            sample_id, expected, explanation, tolerance, created_by, created_at)
                        select :organisation, id, :project, batch, :purpose, cast(:qualification as uuid), key, sample,
                            cast(expected as jsonb), explanation, cast(tolerance as jsonb), :user, :at
                        from unnest(cast(:ids as uuid[]), cast(:batches as uuid[]), cast(:keys as text[]),
                            cast(:samples as uuid[]), cast(:expected as text[]), cast(:explanations as text[]),
                            cast(:tolerances as text[]))
                            as line (id, batch, key, sample, expected, explanation, tolerance)
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("purpose", Json.word(purpose))
                .param("qualification", qualification)
                .param("user", user)
                .param("at", Timestamp.from(at))
                .param("ids", texts(rows, row -> row.id().toString()))
                .param(
                        "batches",
                        texts(rows, row -> row.batchId() == null ? null : row.batchId().toString()))
                .param("keys", texts(rows, Row::key))
                .param("samples", texts(rows, row -> row.sampleId().toString()))
                .param(
                        "expected",
                        texts(rows, row -> json.writeValueAsString(row.answer().expected())))
                .param("explanations", texts(rows, row -> row.answer().explanation()))
                .param(
                        "tolerances",
                        texts(rows, row -> json.writeValueAsString(row.answer().toleranceOrNone())))
                .update();
    }

    @Nullable KnownTask get(UUID id) {
        return jdbc.sql(TASK + "where k.id = :id")
                .param("id", id)
                .query(this::task)
                .optional()
                .orElse(null);
    }

    @Nullable KnownTask byKey(UUID project, Purpose purpose, String key) {
        return jdbc.sql(
                        TASK
                                + "where k.project_id = :project and k.purpose = :purpose and k.key = :key")
                .param("project", project)
                .param("purpose", Json.word(purpose))
                .param("key", key)
                .query(this::task)
                .optional()
                .orElse(null);
    }

    /** The tasks of a purpose by key. */
    List<KnownTask> list(
            UUID project,
            Purpose purpose,
            @Nullable UUID qualification,
            @Nullable String after,
            int atMost) {
        return jdbc.sql(
                        TASK
                                + """
                                where k.project_id = :project and k.purpose = :purpose and k.key > :after
                                    and (cast(:qualification as uuid) is null or k.qualification_id = :qualification)
                                order by k.key limit :n
                                """)
                .param("project", project)
                .param("purpose", Json.word(purpose))
                .param("qualification", qualification)
                .param("after", after == null ? "" : after)
                .param("n", atMost)
                .query(this::task)
                .list();
    }

    @Nullable KnownTask next(
            UUID project, Purpose purpose, @Nullable UUID qualification, UUID user, int attempt) {
        return jdbc.sql(
                        TASK
                                + """
                                where k.project_id = :project and k.purpose = :purpose and not k.retired
                                    and (cast(:qualification as uuid) is null or k.qualification_id = :qualification)
                                    and not exists (select 1 from assignments a
                                        where a.task_id = k.id and a.user_id = :user
                                            and a.state in ('submitted', 'skipped')
                                            and coalesce(a.attempt, 1) = :attempt)
                                order by k.key limit 1
                                """)
                .param("project", project)
                .param("purpose", Json.word(purpose))
                .param("qualification", qualification)
                .param("user", user)
                .param("attempt", attempt)
                .query(this::task)
                .optional()
                .orElse(null);
    }

    /** How many tasks of a test are in use. */
    int sizeOf(UUID qualification) {
        return jdbc.sql(
                        """
                        select count(*) from known_tasks where qualification_id = :qualification and not retired
                        """)
                .param("qualification", qualification)
                .query(Integer.class)
                .single();
    }

    void change(UUID id, KnownAnswer answer, boolean retired) {
        jdbc.sql(
                        """
                        update known_tasks set expected = cast(:expected as jsonb), explanation = :explanation,
                            tolerance = cast(:tolerance as jsonb), retired = :retired
                        where id = :id
                        """)
                .param("expected", json.writeValueAsString(answer.expected()))
                .param("explanation", answer.explanation())
                .param("tolerance", json.writeValueAsString(answer.toleranceOrNone()))
                .param("retired", retired)
                .param("id", id)
                .update();
    }

    /** Those of these samples of which a project has an open task. */
    List<UUID> withOpenTask(UUID project, List<UUID> samples) {
        return jdbc.sql(
                        """
                        select distinct sample_id from tasks
                        where sample_id = any(cast(:samples as uuid[])) and project_id = :project and state = 'open'
                        """)
                .param("samples", texts(samples, UUID::toString))
                .param("project", project)
                .query(UUID.class)
                .list();
    }

    /** Those of these samples that are in use as tasks with a known answer. */
    List<UUID> withKnownAnswer(UUID project, List<UUID> samples) {
        return jdbc.sql(
                        """
                        select distinct sample_id from known_tasks
                        where sample_id = any(cast(:samples as uuid[])) and project_id = :project and not retired
                        """)
                .param("samples", texts(samples, UUID::toString))
                .param("project", project)
                .query(UUID.class)
                .list();
    }

    /** Who gets no more tasks of a project. */
    List<UUID> stopped(UUID project) {
        return jdbc.sql(
                        "select user_id from stops where project_id = :project and stopped_at is not null")
                .param("project", project)
                .query(UUID.class)
                .list();
    }

    List<Stop> stops(UUID project) {
        return jdbc.sql(
                        """
                        select s.user_id, u.name, s.stopped_at, s.reason
                        from stops s join users u on u.organisation_id = s.organisation_id and u.id = s.user_id
                        where s.project_id = :project and s.stopped_at is not null order by s.stopped_at, s.user_id
                        """)
                .param("project", project)
                .query(
                        (row, n) ->
                                new Stop(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getTimestamp(3).toInstant(),
                                        row.getString(4)))
                .list();
    }

    /** Since when somebody's answers to gold count in a project; null for always. */
    @Nullable Instant countedFrom(UUID project, UUID user) {
        Timestamp from =
                jdbc.sql(
                                """
                                select counted_from from stops
                                where project_id = :project and user_id = :user and counted_from is not null
                                """)
                        .param("project", project)
                        .param("user", user)
                        .query(Timestamp.class)
                        .optional()
                        .orElse(null);
        return from == null ? null : from.toInstant();
    }

    /** Stops somebody; tells whether that is new. */
    boolean stop(UUID organisation, UUID project, UUID user, String reason, Instant at) {
        return jdbc.sql(
                                """
                                insert into stops as s (organisation_id, project_id, user_id, stopped_at, reason)
                                values (:organisation, :project, :user, :at, :reason)
                                on conflict (organisation_id, project_id, user_id) do update
                                set stopped_at = excluded.stopped_at, reason = excluded.reason
                                where s.stopped_at is null
                                """)
                        .param("organisation", organisation)
                        .param("project", project)
                        .param("user", user)
                        .param("at", Timestamp.from(at))
                        .param("reason", reason)
                        .update()
                == 1;
    }

    /**
     * Lets somebody go on; earlier answers to gold count no more. Tells whether they had stopped.
     */
    boolean goOn(UUID project, UUID user, Instant at) {
        return jdbc.sql(
                                """
                                update stops set stopped_at = null, reason = null, counted_from = :at
                                where project_id = :project and user_id = :user and stopped_at is not null
                                """)
                        .param("at", Timestamp.from(at))
                        .param("project", project)
                        .param("user", user)
                        .update()
                == 1;
    }

    private KnownTask task(ResultSet row, int n) throws SQLException {
        return new KnownTask(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("batch_id", UUID.class),
                Json.constant(Purpose.class, row.getString("purpose")),
                row.getObject("qualification_id", UUID.class),
                row.getString("key"),
                row.getObject("sample_id", UUID.class),
                json.readValue(row.getString("expected"), ANSWERS),
                row.getString("explanation"),
                json.readValue(row.getString("tolerance"), NUMBERS),
                row.getBoolean("retired"),
                row.getBoolean("withheld"),
                row.getTimestamp("created_at").toInstant());
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> value) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = value.apply(rows.get(i));
        }
        return texts;
    }
}
