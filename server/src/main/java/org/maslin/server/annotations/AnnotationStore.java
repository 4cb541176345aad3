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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.db.ArrayText;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.records.Edge;
import org.maslin.server.records.EdgeSource;
import org.maslin.server.records.Lineage;
import org.maslin.server.records.Node;
import org.maslin.server.tasks.Work;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of annotations. */
final class AnnotationStore implements EdgeSource {

    /** The id of a stored answer and how often it was given. */
    record Stored(UUID id, int revision) {}

    /**
     * An answer on its way into the database.
     *
     * @param id of the annotation, if it is a new one
     * @param entry the id of its audit entry
     * @param own in the sample's own order
     */
    record NewAnswer(
            UUID organisation,
            UUID id,
            UUID entry,
            Work work,
            Map<String, Object> own,
            @Nullable String label,
            @Nullable Double secondsActive,
            int ontology,
            int guideline,
            Instant at) {

        List<Integer> shown() {
            return Arrays.stream(work.shown()).boxed().toList();
        }

        @Nullable String seconds() {
            return secondsActive == null ? null : secondsActive.toString();
        }
    }

    /**
     * What became of an answer.
     *
     * @param was the state of its assignment before; null if there is no such assignment
     * @param annotation null if nothing was stored
     * @param completes whether it is the last answer that its task needs
     */
    record Submitted(
            @Nullable String was, @Nullable UUID annotation, int revision, boolean completes) {}

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private static final String ANNOTATION =
            """
            select a.id, a.task_id, a.task_key, a.label, a.answers, a.shown, a.revision, a.ontology_version, a.guideline_version,
                a.seconds_active, a.submitted_at, u.id as user_id, u.name, u.kind, o.prediction_id, o.origins
            from annotations a join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
                left join annotation_origins o on o.organisation_id = a.organisation_id and o.annotation_id = a.id
                    and o.revision = a.revision
            where not a.withdrawn
            """;

    private static final int ROWS_A_FETCH = 1_000;

    private static final String ANSWER =
            """
            select a.id, a.revision, a.task_id, a.task_key, a.label, a.seconds_active, a.withdrawn,
                u.id as user_id, u.name, u.kind
            from annotations a join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
            """;

    private static final String TIMED_ANSWER =
            """
            select a.id, a.revision, a.task_id, a.task_key, a.label, a.seconds_active, a.withdrawn, a.submitted_at,
                u.id as user_id, u.name, u.kind
            from annotations a join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
            """;

    private static final String IN_ORDER =
            " order by a.task_key collate \"C\", u.name collate \"C\", u.id";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AnnotationStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Stores answers that are none's next revision, and counts them on their tasks. One statement,
     * and by itself one transaction.
     */
    List<Submitted> submit(List<NewAnswer> answers) {
        return jdbc.sql(
                        """
                        select s.was, s.annotation, s.stored_revision, s.completes
                        from unnest(cast(:organisations as uuid[]), cast(:assignments as uuid[]), cast(:users as uuid[]),
                            cast(:ids as uuid[]), cast(:entries as uuid[]), cast(:labels as text[]),
                            cast(:answers as text[]), cast(:shown as text[]), cast(:ontologies as int[]),
                            cast(:guidelines as int[]), cast(:seconds as float8[]), cast(:ats as timestamptz[]))
                            with ordinality as a (organisation, assignment, me, id, entry, label, answers, shown,
                                ontology, guideline, seconds, at, n),
                        lateral submit_annotation(a.organisation, a.assignment, a.me, a.id, a.entry, a.label,
                            cast(a.answers as jsonb), cast(a.shown as int[]), a.ontology, a.guideline, a.seconds, a.at) s
                        order by a.n
                        """)
                .param("organisations", texts(answers, a -> a.organisation().toString()))
                .param("assignments", texts(answers, a -> a.work().assignmentId().toString()))
                .param("users", texts(answers, a -> a.work().annotator().id().toString()))
                .param("ids", texts(answers, a -> a.id().toString()))
                .param("entries", texts(answers, a -> a.entry().toString()))
                .param("labels", texts(answers, NewAnswer::label))
                .param("answers", texts(answers, a -> json.writeValueAsString(a.own())))
                .param("shown", texts(answers, a -> ArrayText.of(a.shown())))
                .param("ontologies", answers.stream().mapToInt(NewAnswer::ontology).toArray())
                .param("guidelines", answers.stream().mapToInt(NewAnswer::guideline).toArray())
                .param("seconds", texts(answers, NewAnswer::seconds))
                .param("ats", texts(answers, a -> a.at().toString()))
                .query(
                        (row, n) ->
                                new Submitted(
                                        row.getString(1),
                                        row.getObject(2, UUID.class),
                                        row.getInt(3),
                                        row.getBoolean(4)))
                .list();
    }

    private static @Nullable String[] texts(
            List<NewAnswer> answers, Function<NewAnswer, @Nullable String> value) {
        @Nullable String[] texts = new @Nullable String[answers.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = value.apply(answers.get(i));
        }
        return texts;
    }

    /** Stores an answer as the next revision of the one that speaks, which is kept. */
    Stored revise(
            UUID organisation,
            Work work,
            Map<String, Object> own,
            @Nullable String label,
            @Nullable Double secondsActive,
            int ontologyVersion,
            int guidelineVersion,
            Instant at) {
        return jdbc.sql(
                        """
                        with kept as (
                            insert into annotation_revisions
                                (organisation_id, annotation_id, revision, label, answers, submitted_at)
                            select organisation_id, id, revision, label, answers, submitted_at from annotations
                            where task_id = :task and user_id = :user),
                        changed as (
                            insert into changed_answers (organisation_id, project_id, task_id)
                            values (:organisation, :project, :task))
                        update annotations set label = :label, answers = cast(:answers as jsonb), shown = :shown,
                            revision = revision + 1, ontology_version = :ontology, guideline_version = :guideline,
                            seconds_active = :seconds, submitted_at = :at
                        where task_id = :task and user_id = :user
                        returning id, revision
                        """)
                .param("organisation", organisation)
                .param("project", work.projectId())
                .param("task", work.taskId())
                .param("user", work.annotator().id())
                .param("label", label)
                .param("answers", json.writeValueAsString(own))
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

    @Nullable Annotation get(UUID id) {
        return jdbc.sql(ANNOTATION + "and a.id = :id")
                .param("id", id)
                .query(this::annotation)
                .optional()
                .orElse(null);
    }

    /** Standing answers in the order of their ids. */
    List<OntologyFit.Standing> standing(UUID project, @Nullable UUID after, int atMost) {
        return jdbc.sql(
                        """
                        select id, task_id, task_key, user_id, assignment_id, answers, cardinality(shown) from annotations
                        where project_id = :project and not withdrawn
                            and (cast(:after as uuid) is null or id > :after)
                        order by id limit :n
                        """)
                .param("project", project)
                .param("after", after)
                .param("n", atMost)
                .query(
                        (row, n) ->
                                new OntologyFit.Standing(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getString(3),
                                        row.getObject(4, UUID.class),
                                        row.getObject(5, UUID.class),
                                        json.readValue(row.getString(6), ANSWERS),
                                        row.getInt(7)))
                .list();
    }

    /** Takes answers back; returns those that stood. */
    List<UUID> withdrawAll(List<UUID> ids) {
        return jdbc.sql(
                        """
                        with withdrawn as (
                            update annotations set withdrawn = true
                            where id = any(cast(:ids as uuid[])) and not withdrawn
                            returning organisation_id, project_id, task_id, id),
                        changed as (
                            insert into changed_answers (organisation_id, project_id, task_id)
                            select organisation_id, project_id, task_id from withdrawn)
                        select id from withdrawn
                        """)
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /**
     * Stores a better answer, by somebody else than the annotator, as the next revision. The answer
     * stays one of the day on which its annotator gave it.
     */
    void fix(UUID id, Map<String, Object> own, @Nullable String label, UUID by) {
        jdbc.sql(
                        """
                        with kept as (
                            insert into annotation_revisions
                                (organisation_id, annotation_id, revision, label, answers, submitted_at, by_user)
                            select organisation_id, id, revision, label, answers, submitted_at, fixed_by
                            from annotations where id = :id),
                        changed as (
                            insert into changed_answers (organisation_id, project_id, task_id)
                            select organisation_id, project_id, task_id from annotations where id = :id)
                        update annotations set answers = cast(:answers as jsonb), label = :label,
                            revision = revision + 1, fixed_by = :by
                        where id = :id
                        """)
                .param("answers", json.writeValueAsString(own))
                .param("label", label)
                .param("id", id)
                .param("by", by)
                .update();
    }

    /** Takes an answer back; returns it in the sample's own order, or null if there was none. */
    @Nullable Map<String, Object> withdraw(UUID task, UUID user) {
        return jdbc.sql(
                        """
                        with withdrawn as (
                            update annotations set withdrawn = true
                            where task_id = :task and user_id = :user and not withdrawn
                            returning organisation_id, project_id, task_id, answers),
                        changed as (
                            insert into changed_answers (organisation_id, project_id, task_id)
                            select organisation_id, project_id, task_id from withdrawn)
                        select answers from withdrawn
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

    /** Tells all answers of a project in the one order that does not depend on when they came. */
    void eachAnswer(UUID project, Consumer<Answer> told) {
        jdbc.sql(ANSWER + "where a.project_id = :project and a.label is not null" + IN_ORDER)
                .withFetchSize(ROWS_A_FETCH)
                .param("project", project)
                .query(
                        (ResultSet row) -> {
                            told.accept(answer(row, 0));
                        });
    }

    /** As {@link #eachAnswer(UUID, Consumer)}, with times. */
    void eachTimedAnswer(UUID project, Consumer<TimedAnswer> told) {
        jdbc.sql(TIMED_ANSWER + "where a.project_id = :project and a.label is not null" + IN_ORDER)
                .withFetchSize(ROWS_A_FETCH)
                .param("project", project)
                .query(
                        (ResultSet row) -> {
                            told.accept(
                                    new TimedAnswer(
                                            answer(row, 0),
                                            row.getTimestamp("submitted_at").toInstant()));
                        });
    }

    /** The answers to these tasks, in the same order. */
    List<Answer> answersTo(List<UUID> tasks) {
        return jdbc.sql(
                        ANSWER
                                + "where a.task_id = any(cast(:tasks as uuid[])) and a.label is not null"
                                + IN_ORDER)
                .param("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .query(this::answer)
                .list();
    }

    private Answer answer(ResultSet row, int n) throws SQLException {
        return new Answer(
                row.getObject("id", UUID.class),
                row.getInt("revision"),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"),
                annotator(row),
                row.getString("label"),
                seconds(row),
                row.getBoolean("withdrawn"));
    }

    List<UUID> changedProjects() {
        return jdbc.sql("select distinct project_id from changed_answers").query(UUID.class).list();
    }

    /** Takes all marks of changed answers away; tells whether there were any. */
    boolean takeChanged(UUID project) {
        return jdbc.sql("delete from changed_answers where project_id = :project")
                        .param("project", project)
                        .update()
                > 0;
    }

    /** Takes the oldest marks of changed answers away; tells of which tasks they were. */
    List<UUID> takeChanged(UUID project, int atMost) {
        return jdbc.sql(
                        """
                        delete from changed_answers where project_id = :project and n in
                            (select n from changed_answers where project_id = :project order by n limit :most)
                        returning task_id
                        """)
                .param("project", project)
                .param("most", atMost)
                .query(UUID.class)
                .list();
    }

    /** The edge from a task to each of its answers. */
    @Override
    public List<Edge> edges(List<String> ids, Lineage.Direction direction) {
        String end = direction == Lineage.Direction.DOWN ? "task_id" : "id";
        return jdbc.sql(
                        "select task_id, id from annotations where "
                                + end
                                + " = any(cast(:ids as uuid[]))")
                .param("ids", EdgeSource.uuids(ids))
                .query(
                        (row, n) ->
                                new Edge(
                                        new Node("task", row.getString(1)),
                                        new Node("annotation", row.getString(2)),
                                        "annotate"))
                .list();
    }

    @Override
    public @Nullable String kindOf(String id) {
        return jdbc.sql("select 'annotation' from annotations where id = any(cast(:ids as uuid[]))")
                .param("ids", EdgeSource.uuids(List.of(id)))
                .query(String.class)
                .optional()
                .orElse(null);
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
                row.getTimestamp("submitted_at").toInstant(),
                row.getObject("prediction_id", UUID.class),
                row.getString("origins") == null
                        ? null
                        : json.readValue(row.getString("origins"), ANSWERS));
    }

    /** Keeps where the parts of an answer are from. */
    void keepOrigins(
            UUID organisation, Stored stored, UUID prediction, Map<String, Object> origins) {
        jdbc.sql(
                        """
                        insert into annotation_origins (organisation_id, annotation_id, revision, prediction_id, origins)
                        values (:organisation, :annotation, :revision, :prediction, cast(:origins as jsonb))
                        """)
                .param("organisation", organisation)
                .param("annotation", stored.id())
                .param("revision", stored.revision())
                .param("prediction", prediction)
                .param("origins", json.writeValueAsString(origins))
                .update();
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
