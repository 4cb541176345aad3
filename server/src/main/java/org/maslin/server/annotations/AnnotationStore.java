package org.maslin.server.annotations;

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

/** All SQL of annotations. */
final class AnnotationStore {

    /** The id of a stored answer and how often it was given. */
    record Stored(UUID id, int revision) {}

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private static final String ANNOTATION =
            """
            select a.id, a.task_id, a.task_key, a.label, a.answers, a.shown, a.revision, a.ontology_version, a.guideline_version,
                a.seconds_active, a.submitted_at, u.id as user_id, u.name, u.kind
            from annotations a join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
            where not a.withdrawn
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AnnotationStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Stores an answer as the first one or the next revision. */
    Stored put(
            UUID organisation,
            UUID id,
            Work work,
            Map<String, Object> answers,
            @Nullable String label,
            @Nullable Double secondsActive,
            int ontologyVersion,
            int guidelineVersion,
            Instant at) {
        return jdbc.sql(
                        """
                        with stored as (
                            insert into annotations (organisation_id, id, project_id, task_id, task_key, user_id,
                                assignment_id, label, answers, shown, revision, ontology_version, guideline_version,
                                seconds_active, submitted_at, counted)
                            values (:organisation, :id, :project, :task, :key, :user, :assignment, :label,
                                cast(:answers as jsonb), :shown, 1, :ontology, :guideline, :seconds, :at,
                                cast(:label as text) is null)
                            on conflict (organisation_id, task_id, user_id) do update
                            set label = excluded.label, answers = excluded.answers, shown = excluded.shown,
                                revision = annotations.revision + 1, ontology_version = excluded.ontology_version,
                                guideline_version = excluded.guideline_version,
                                seconds_active = excluded.seconds_active, submitted_at = excluded.submitted_at,
                                withdrawn = false, counted = excluded.counted
                            returning organisation_id, id, revision, label, answers, submitted_at),
                        kept as (
                            insert into annotation_revisions
                                (organisation_id, annotation_id, revision, label, answers, submitted_at)
                            select organisation_id, id, revision, label, answers, submitted_at from stored)
                        select id, revision from stored
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("project", work.projectId())
                .param("task", work.taskId())
                .param("key", work.taskKey())
                .param("user", work.annotator().id())
                .param("assignment", work.assignmentId())
                .param("label", label)
                .param("answers", json.writeValueAsString(answers))
                .param("shown", work.shown())
                .param("ontology", ontologyVersion)
                .param("guideline", guidelineVersion)
                .param("seconds", secondsActive, Types.DOUBLE)
                .param("at", Timestamp.from(at))
                .query((row, n) -> new Stored(row.getObject(1, UUID.class), row.getInt(2)))
                .single();
    }

    @Nullable Annotation mine(UUID task, UUID user) {
        return jdbc.sql(ANNOTATION + "and a.task_id = :task and a.user_id = :user")
                .param("task", task)
                .param("user", user)
                .query(this::annotation)
                .optional()
                .orElse(null);
    }

    /** Takes an answer back; returns it in the sample's own order, or null if there was none. */
    @Nullable Map<String, Object> withdraw(UUID task, UUID user) {
        return jdbc.sql(
                        """
                        update annotations set withdrawn = true, counted = label is null
                        where task_id = :task and user_id = :user and not withdrawn
                        returning answers
                        """)
                .param("task", task)
                .param("user", user)
                .query((row, n) -> json.readValue(row.getString(1), ANSWERS))
                .optional()
                .orElse(null);
    }

    /** Answers in the order of task keys, then annotators. */
    List<Annotation> list(
            UUID project,
            @Nullable UUID user,
            @Nullable String afterKey,
            @Nullable UUID afterUser,
            int atMost) {
        String ofUser = user == null ? "" : " and a.user_id = :user";
        String behind = afterKey == null ? "" : " and (a.task_key, a.user_id) > (:key, :afterUser)";
        return jdbc.sql(
                        ANNOTATION
                                + " and a.project_id = :project"
                                + ofUser
                                + behind
                                + " order by a.task_key, a.user_id limit :n")
                .param("project", project)
                .param("user", user)
                .param("key", afterKey)
                .param("afterUser", afterUser)
                .param("n", atMost)
                .query(this::annotation)
                .list();
    }

    List<Annotation> ofTask(UUID task) {
        return jdbc.sql(ANNOTATION + "and a.task_id = :task order by u.name, u.id")
                .param("task", task)
                .query(this::annotation)
                .list();
    }

    /** All answers of a project in the one order that does not depend on when they came. */
    List<Answer> answers(UUID project) {
        return jdbc.sql(
                        """
                        select a.id, a.revision, a.task_id, a.task_key, a.label, a.seconds_active, a.withdrawn, a.counted,
                            u.id as user_id, u.name, u.kind
                        from annotations a join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
                        where a.project_id = :project and a.label is not null
                        order by a.task_key collate "C", u.name collate "C", u.id
                        """)
                .param("project", project)
                .query(
                        (row, n) ->
                                new Answer(
                                        row.getObject("id", UUID.class),
                                        row.getInt("revision"),
                                        row.getObject("task_id", UUID.class),
                                        row.getString("task_key"),
                                        annotator(row),
                                        row.getString("label"),
                                        seconds(row),
                                        row.getBoolean("withdrawn"),
                                        row.getBoolean("counted")))
                .list();
    }

    List<UUID> uncountedProjects() {
        return jdbc.sql("select distinct project_id from annotations where not counted")
                .query(UUID.class)
                .list();
    }

    boolean hasUncounted(UUID project) {
        return jdbc.sql(
                        "select exists (select 1 from annotations where project_id = :project and not counted)")
                .param("project", project)
                .query(Boolean.class)
                .single();
    }

    /** Marks answers as known to the consensus, unless they have changed since they were read. */
    void markCounted(List<Answer> answers) {
        jdbc.sql(
                        """
                        update annotations a set counted = true
                        from unnest(cast(:ids as uuid[]), cast(:revisions as int[]), cast(:withdrawn as bool[]))
                            as seen (id, revision, withdrawn)
                        where a.id = seen.id and a.revision = seen.revision and a.withdrawn = seen.withdrawn
                        """)
                .param(
                        "ids",
                        answers.stream()
                                .map(a -> a.annotationId().toString())
                                .toArray(String[]::new))
                .param("revisions", answers.stream().mapToInt(Answer::revision).toArray())
                .param(
                        "withdrawn",
                        answers.stream()
                                .map(a -> String.valueOf(a.withdrawn()))
                                .toArray(String[]::new))
                .update();
    }

    private Annotation annotation(ResultSet row, int n) throws SQLException {
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
                seconds(row),
                row.getTimestamp("submitted_at").toInstant());
    }

    private static Annotator annotator(ResultSet row) throws SQLException {
        return new Annotator(
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                Json.constant(AnnotatorKind.class, row.getString("kind")));
    }

    private static @Nullable Double seconds(ResultSet row) throws SQLException {
        double seconds = row.getDouble("seconds_active");
        return row.wasNull() ? null : seconds;
    }
}
