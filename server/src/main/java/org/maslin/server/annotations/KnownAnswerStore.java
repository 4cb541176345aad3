package org.maslin.server.annotations;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.tasks.Work;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of answers to tasks whose answer is known. */
final class KnownAnswerStore {

    /** An answer on its way into the database. */
    record Given(
            UUID organisation,
            UUID id,
            Work work,
            int attempt,
            @Nullable String label,
            Map<String, Object> own,
            AnswerScore score,
            int ontology,
            int guideline,
            @Nullable Double seconds,
            Instant at) {}

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Double>> SCORES = new TypeReference<>() {};

    private static final String SCORED =
            """
            select k.id, k.known_task_id, k.task_key, k.answers, k.attempt, k.score, k.correct, k.scores, k.submitted_at,
                u.id as user_id, u.name, u.kind
            from known_answers k join users u on u.organisation_id = k.organisation_id and u.id = k.user_id
            where not k.withdrawn
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    KnownAnswerStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Stores an answer, or the next revision of one. */
    AnnotationStore.Stored put(Given given) {
        return jdbc.sql(
                        """
                        insert into known_answers as k (organisation_id, id, project_id, known_task_id, task_key, purpose,
                            user_id, assignment_id, attempt, label, answers, shown, revision, score, correct, scores,
                            ontology_version, guideline_version, seconds_active, submitted_at)
                        values (:organisation, :id, :project, :task, :key, :purpose, :user, :assignment, :attempt, :label,
                            cast(:answers as jsonb), :shown, 1, :score, :correct, cast(:scores as jsonb), :ontology,
                            :guideline, :seconds, :at)
                        on conflict (organisation_id, known_task_id, user_id, attempt) do update
                        set label = excluded.label, answers = excluded.answers, shown = excluded.shown,
                            revision = k.revision + 1, score = excluded.score, correct = excluded.correct,
                            scores = excluded.scores, ontology_version = excluded.ontology_version,
                            guideline_version = excluded.guideline_version, seconds_active = excluded.seconds_active,
                            submitted_at = excluded.submitted_at, withdrawn = false
                        returning k.id, k.revision
                        """)
                .param("organisation", given.organisation())
                .param("id", given.id())
                .param("project", given.work().projectId())
                .param("task", given.work().taskId())
                .param("key", given.work().taskKey())
                .param(
                        "purpose",
                        given.work().purpose() == null ? null : Json.word(given.work().purpose()))
                .param("user", given.work().annotator().id())
                .param("assignment", given.work().assignmentId())
                .param("attempt", given.attempt())
                .param("label", given.label())
                .param("answers", json.writeValueAsString(given.own()))
                .param("shown", given.work().shown())
                .param("score", given.score().score())
                .param("correct", given.score().correct())
                .param("scores", json.writeValueAsString(given.score().byQuestion()))
                .param("ontology", given.ontology())
                .param("guideline", given.guideline())
                .param("seconds", given.seconds(), Types.DOUBLE)
                .param("at", Timestamp.from(given.at()))
                .query(
                        (row, n) ->
                                new AnnotationStore.Stored(
                                        row.getObject(1, UUID.class), row.getInt(2)))
                .single();
    }

    /** The answer that stands, as its annotator reads it; null if there is none. */
    @Nullable Annotation standing(UUID assignment, int attempt) {
        return jdbc.sql(
                        """
                        select k.id, k.known_task_id as task_id, k.task_key, k.label, k.answers, k.shown, k.revision,
                            k.ontology_version, k.guideline_version, k.seconds_active, k.submitted_at, u.id as user_id,
                            u.name, u.kind
                        from known_answers k join users u on u.organisation_id = k.organisation_id and u.id = k.user_id
                        where k.assignment_id = :assignment and not k.withdrawn and k.attempt = :attempt
                        """)
                .param("assignment", assignment)
                .param("attempt", attempt)
                .query(this::annotation)
                .optional()
                .orElse(null);
    }

    /** Takes an answer back; returns it in the sample's own order, or null if there was none. */
    @Nullable Map<String, Object> withdraw(UUID assignment) {
        return jdbc.sql(
                        """
                        update known_answers set withdrawn = true where assignment_id = :assignment and not withdrawn
                        returning answers
                        """)
                .param("assignment", assignment)
                .query((row, n) -> json.readValue(row.getString(1), ANSWERS))
                .optional()
                .orElse(null);
    }

    /** Somebody's own answers, to gold too, in the order of their ids. */
    List<Annotation> mine(UUID project, UUID user, @Nullable UUID after, int atMost) {
        return jdbc.sql(
                        """
                        select a.*, u.id as user_id, u.name, u.kind
                        from (
                            select id, task_id, task_key, label, answers, shown, revision, ontology_version,
                                guideline_version, seconds_active, submitted_at
                            from annotations
                            where project_id = :project and user_id = :user and not withdrawn
                            union all
                            select id, known_task_id, task_key, label, answers, shown, revision, ontology_version,
                                guideline_version, seconds_active, submitted_at
                            from known_answers
                            where project_id = :project and user_id = :user and not withdrawn and purpose = 'gold') a
                        join users u on u.id = :user
                        where cast(:after as uuid) is null or a.id > :after
                        order by a.id limit :n
                        """)
                .param("project", project)
                .param("user", user)
                .param("after", after)
                .param("n", atMost)
                .query(this::annotation)
                .list();
    }

    /** The answers to one task with a known answer. */
    List<ScoredAnswer> ofTask(UUID task) {
        return jdbc.sql(SCORED + "and k.known_task_id = :task order by k.submitted_at, k.id")
                .param("task", task)
                .query(this::scored)
                .list();
    }

    /** The answers of one attempt at a test. */
    List<ScoredAnswer> ofAttempt(UUID qualification, UUID user, int attempt) {
        return jdbc.sql(
                        SCORED
                                + """
                                and k.user_id = :user and k.attempt = :attempt and k.known_task_id in
                                    (select id from known_tasks where qualification_id = :qualification)
                                order by k.task_key
                                """)
                .param("user", user)
                .param("attempt", attempt)
                .param("qualification", qualification)
                .query(this::scored)
                .list();
    }

    @Nullable ScoredAnswer ofAssignment(UUID assignment) {
        return jdbc.sql(
                        SCORED
                                + "and k.assignment_id = :assignment order by k.attempt desc limit 1")
                .param("assignment", assignment)
                .query(this::scored)
                .optional()
                .orElse(null);
    }

    /**
     * Answers to gold by annotator.
     *
     * @param user whose; everybody's if null
     * @param from since when; of all time if null
     */
    List<GoldTally> tallies(UUID project, @Nullable UUID user, @Nullable Instant from) {
        return tallies("cast(null as date)", "u.id, u.name, u.kind", project, user, from);
    }

    /** Answers to gold by annotator and day. */
    List<GoldTally> days(UUID project, @Nullable UUID user) {
        String day = "cast(k.submitted_at at time zone 'UTC' as date)";
        return tallies(day, "u.id, u.name, u.kind, " + day, project, user, null);
    }

    private List<GoldTally> tallies(
            String day, String groups, UUID project, @Nullable UUID user, @Nullable Instant from) {
        return jdbc.sql(
                        """
                        select u.id as user_id, u.name, u.kind, %s as day, count(*) filter (where not k.withdrawn) as answers,
                            count(*) filter (where k.correct and not k.withdrawn) as correct,
                            coalesce(sum(k.seconds_active), 0) as seconds
                        from known_answers k join users u on u.organisation_id = k.organisation_id and u.id = k.user_id
                        where k.project_id = :project and k.purpose = 'gold'
                            and (cast(:user as uuid) is null or k.user_id = :user)
                            and (cast(:from as timestamptz) is null or k.submitted_at > :from)
                        group by %s order by u.name, u.id, day
                        """
                                .formatted(day, groups))
                .param("project", project)
                .param("user", user)
                .param("from", from == null ? null : Timestamp.from(from), Types.TIMESTAMP)
                .query(
                        (row, n) -> {
                            Date on = row.getDate("day");
                            return new GoldTally(
                                    annotator(row),
                                    on == null ? null : on.toLocalDate(),
                                    row.getLong("answers"),
                                    row.getLong("correct"),
                                    row.getDouble("seconds"));
                        })
                .list();
    }

    /** Right answers and answers to each of these tasks. */
    Map<UUID, long[]> byTask(List<UUID> tasks) {
        var counts = new java.util.HashMap<UUID, long[]>();
        jdbc.sql(
                        """
                        select known_task_id, count(*) filter (where correct), count(*) from known_answers
                        where known_task_id = any(cast(:tasks as uuid[])) and not withdrawn group by 1
                        """)
                .param("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .query(
                        row -> {
                            counts.put(
                                    row.getObject(1, UUID.class),
                                    new long[] {row.getLong(2), row.getLong(3)});
                        });
        return counts;
    }

    private Annotation annotation(ResultSet row, int n) throws SQLException {
        double seconds = row.getDouble("seconds_active");
        Double active = row.wasNull() ? null : Double.valueOf(seconds);
        return new Annotation(
                row.getObject("id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"),
                annotator(row),
                row.getString("label"),
                json.readValue(row.getString("answers"), ANSWERS),
                Arrays.asList((Integer[]) row.getArray("shown").getArray()),
                row.getInt("revision"),
                row.getInt("ontology_version"),
                row.getInt("guideline_version"),
                active,
                row.getTimestamp("submitted_at").toInstant(),
                null,
                null);
    }

    private ScoredAnswer scored(ResultSet row, int n) throws SQLException {
        return new ScoredAnswer(
                row.getObject("id", UUID.class),
                row.getObject("known_task_id", UUID.class),
                row.getString("task_key"),
                annotator(row),
                json.readValue(row.getString("answers"), ANSWERS),
                row.getInt("attempt"),
                row.getDouble("score"),
                row.getBoolean("correct"),
                json.readValue(row.getString("scores"), SCORES),
                row.getTimestamp("submitted_at").toInstant());
    }

    private static Annotator annotator(ResultSet row) throws SQLException {
        return new Annotator(
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                Json.constant(AnnotatorKind.class, row.getString("kind")));
    }
}
