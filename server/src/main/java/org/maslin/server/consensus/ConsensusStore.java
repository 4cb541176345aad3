package org.maslin.server.consensus;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.records.Edge;
import org.maslin.server.records.EdgeSource;
import org.maslin.server.records.Lineage;
import org.maslin.server.records.Node;
import org.maslin.server.tasks.TaskState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of consensus. */
final class ConsensusStore implements EdgeSource {

    /** The last stored figures of a project. */
    record Snapshot(
            long answers,
            String method,
            @Nullable Figure agreement,
            boolean simulated,
            List<ConsensusFlow.Skill> skills) {}

    /** Where a task stands in the list of the least certain. */
    record Ranked(UUID taskId, double probability) {}

    private static final String PREFIX = "c-";
    private static final int MOST_POINTS = 200;

    private static final String CONSENSUS =
            "select task_id, label, probability, answers, method, posterior from consensus ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ConsensusStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Lets one pass over a project wait for the other. */
    void oneAtATime(UUID project) {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", project.getMostSignificantBits() ^ project.getLeastSignificantBits())
                .query(String.class)
                .optional();
    }

    /** Writes the rows that have changed; the others stay untouched, and unlocked. */
    void put(UUID organisation, UUID project, List<ConsensusFlow.Row> rows, Instant at) {
        StatementSpec statement =
                jdbc.sql(
                                """
                        insert into consensus as c (organisation_id, project_id, updated_at, task_id, task_key, label,
                            probability, answers, method, posterior)
                        select :organisation, :project, :at, line.task, t.key, line.label, line.probability,
                            line.answers, line.method, cast(line.posterior as jsonb)
                        from unnest(cast(:tasks as uuid[]), cast(:labels as text[]),
                            cast(:probabilities as float8[]), cast(:answers as int[]), cast(:methods as text[]),
                            cast(:posteriors as text[]))
                            as line (task, label, probability, answers, method, posterior)
                        join tasks t on t.organisation_id = :organisation and t.id = line.task
                        left join consensus last on last.organisation_id = :organisation and last.task_id = line.task
                        where last.task_id is null
                            or (last.label, last.probability, last.answers, last.method, last.posterior)
                                is distinct from (line.label, line.probability, line.answers, line.method,
                                    cast(line.posterior as jsonb))
                        on conflict (organisation_id, task_id) do update
                        set label = excluded.label, probability = excluded.probability, answers = excluded.answers,
                            method = excluded.method, posterior = excluded.posterior, updated_at = excluded.updated_at
                        """)
                        .param("organisation", organisation)
                        .param("project", project)
                        .param("at", Timestamp.from(at));
        given(statement, rows, json).update();
    }

    /** Drops the consensus of tasks whose answers were all withdrawn. */
    void dropUnanswered(UUID project) {
        jdbc.sql(
                        """
                        delete from consensus c where c.project_id = :project and not exists
                            (select 1 from annotations a where a.task_id = c.task_id and not a.withdrawn)
                        """)
                .param("project", project)
                .update();
    }

    /** Drops the consensus of those of these tasks that have no answer any more. */
    void dropUnanswered(List<UUID> tasks) {
        jdbc.sql(
                        """
                        delete from consensus c where c.task_id = any(cast(:tasks as uuid[])) and not exists
                            (select 1 from annotations a where a.task_id = c.task_id and not a.withdrawn)
                        """)
                .param("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    /** Notes that so many answers more have been judged by what was learnt before them. */
    void addUnlearnt(UUID organisation, UUID project, int answers) {
        jdbc.sql(
                        """
                        insert into unlearnt_answers as u (organisation_id, project_id, answers)
                        values (:organisation, :project, :answers)
                        on conflict (organisation_id, project_id) do update set answers = u.answers + excluded.answers
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("answers", answers)
                .update();
    }

    /** Forgets that note; tells whether there was one. */
    boolean takeUnlearnt(UUID project) {
        return jdbc.sql("delete from unlearnt_answers where project_id = :project")
                        .param("project", project)
                        .update()
                > 0;
    }

    List<UUID> unlearntProjects() {
        return jdbc.sql("select project_id from unlearnt_answers").query(UUID.class).list();
    }

    void putSnapshot(UUID organisation, UUID project, ConsensusFlow.Outcome outcome, Instant at) {
        jdbc.sql(
                        """
                        insert into quality (organisation_id, project_id, answers, method, agreement, simulated, annotators,
                            at)
                        values (:organisation, :project, :answers, :method, cast(:agreement as jsonb), :simulated,
                            cast(:annotators as jsonb), :at)
                        on conflict (organisation_id, project_id, answers) do update
                        set method = excluded.method, agreement = excluded.agreement, simulated = excluded.simulated,
                            annotators = excluded.annotators, at = excluded.at
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("answers", outcome.answers())
                .param("method", outcome.method())
                .param(
                        "agreement",
                        outcome.agreement() == null
                                ? null
                                : json.writeValueAsString(outcome.agreement()))
                .param("simulated", outcome.simulated())
                .param("annotators", json.writeValueAsString(outcome.skills()))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Drops every second point of the series once there are too many; the newest one stays. */
    void thinOut(UUID project) {
        jdbc.sql(
                        """
                        with points as (
                            select answers, row_number() over (order by at desc) as n, count(*) over () as all_points
                            from quality where project_id = :project)
                        delete from quality q using points p
                        where q.project_id = :project and q.answers = p.answers and p.all_points > :most and p.n % 2 = 0
                        """)
                .param("project", project)
                .param("most", MOST_POINTS)
                .update();
    }

    @Nullable Snapshot snapshot(UUID project) {
        return jdbc.sql(
                        """
                        select answers, method, agreement, simulated, annotators from quality
                        where project_id = :project order by at desc limit 1
                        """)
                .param("project", project)
                .query(
                        (row, n) ->
                                new Snapshot(
                                        row.getLong(1),
                                        row.getString(2),
                                        figure(row.getString(3)),
                                        row.getBoolean(4),
                                        List.of(
                                                json.readValue(
                                                        row.getString(5),
                                                        ConsensusFlow.Skill[].class))))
                .optional()
                .orElse(null);
    }

    List<Quality.Point> series(UUID project) {
        return jdbc.sql(
                        """
                        select answers, agreement, at from quality
                        where project_id = :project and agreement is not null order by answers
                        """)
                .param("project", project)
                .query(
                        (row, n) ->
                                new Quality.Point(
                                        row.getLong(1),
                                        json.readValue(row.getString(2), Figure.class),
                                        row.getTimestamp(3).toInstant()))
                .list();
    }

    /** How many tasks a project has, and how many of them have a consensus. */
    Map.Entry<Long, Long> tasksAndDecided(UUID project) {
        return jdbc.sql(
                        """
                        select (select coalesce(sum(tasks), 0) from task_counts where project_id = :project),
                            (select count(*) from consensus where project_id = :project)
                        """)
                .param("project", project)
                .query((row, n) -> Map.entry(row.getLong(1), row.getLong(2)))
                .single();
    }

    Map<UUID, Annotator> annotators(List<UUID> ids) {
        var found = new HashMap<UUID, Annotator>();
        jdbc.sql("select id, name, kind from users where id = any(cast(:ids as uuid[]))")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(
                        (row, n) ->
                                new Annotator(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        Json.constant(AnnotatorKind.class, row.getString(3))))
                .list()
                .forEach(annotator -> found.put(annotator.id(), annotator));
        return found;
    }

    Map<UUID, TaskConsensus> of(List<UUID> tasks) {
        var found = new HashMap<UUID, TaskConsensus>();
        jdbc.sql(CONSENSUS + "where task_id = any(cast(:tasks as uuid[]))")
                .param("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .query(
                        (ResultSet row) -> {
                            found.put(row.getObject(1, UUID.class), consensus(row));
                        });
        return found;
    }

    /** Decided tasks, the least certain first. */
    List<Ranked> leastCertain(
            UUID project, @Nullable TaskState state, @Nullable Ranked after, int atMost) {
        String behind =
                after == null ? "" : " and (c.probability, c.task_id) > (:probability, :task)";
        String ofState =
                state == null
                        ? ""
                        : " and exists (select 1 from tasks t where t.id = c.task_id and t.state = '"
                                + Json.word(state)
                                + "')";
        return jdbc.sql(
                        "select c.task_id, c.probability from consensus c where c.project_id = :project"
                                + behind
                                + ofState
                                + " order by c.probability, c.task_id limit :n")
                .param("project", project)
                .param("probability", after == null ? null : after.probability())
                .param("task", after == null ? null : after.taskId())
                .param("n", atMost)
                .query((row, n) -> new Ranked(row.getObject(1, UUID.class), row.getDouble(2)))
                .list();
    }

    /** The edges from the answers of a task to their consensus, which is named for the task. */
    @Override
    public List<Edge> edges(List<String> ids, Lineage.Direction direction) {
        boolean down = direction == Lineage.Direction.DOWN;
        List<String> known =
                down
                        ? ids
                        : ids.stream()
                                .filter(id -> id.startsWith(PREFIX))
                                .map(id -> id.substring(PREFIX.length()))
                                .toList();
        return jdbc.sql(
                        """
                        select a.id, c.task_id from annotations a
                        join consensus c on c.organisation_id = a.organisation_id and c.task_id = a.task_id
                        where not a.withdrawn and
                        """
                                + (down ? " a.id" : " a.task_id")
                                + " = any(cast(:ids as uuid[]))")
                .param("ids", EdgeSource.uuids(known))
                .query(
                        (row, n) ->
                                new Edge(
                                        new Node("annotation", row.getString(1)),
                                        new Node("consensus", PREFIX + row.getString(2)),
                                        "aggregate"))
                .list();
    }

    @Override
    public @Nullable String kindOf(String id) {
        if (!id.startsWith(PREFIX)) {
            return null;
        }
        return jdbc.sql(
                        "select 'consensus' from consensus where task_id = any(cast(:ids as uuid[]))")
                .param("ids", EdgeSource.uuids(List.of(id.substring(PREFIX.length()))))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private TaskConsensus consensus(ResultSet row) throws SQLException {
        var posterior = new HashMap<String, Double>();
        json.readTree(row.getString("posterior"))
                .properties()
                .forEach(entry -> posterior.put(entry.getKey(), entry.getValue().asDouble()));
        return new TaskConsensus(
                row.getString("label"),
                row.getDouble("probability"),
                row.getInt("answers"),
                row.getString("method"),
                posterior);
    }

    private @Nullable Figure figure(@Nullable String text) {
        return text == null ? null : json.readValue(text, Figure.class);
    }

    /**
     * Gives a statement the arrays {@code tasks}, {@code labels}, {@code probabilities}, {@code
     * answers}, {@code methods} and {@code posteriors}.
     */
    static StatementSpec given(
            StatementSpec statement, List<ConsensusFlow.Row> rows, JsonMapper json) {
        return statement
                .param("tasks", texts(rows, row -> row.taskId().toString()))
                .param("labels", texts(rows, row -> row.consensus().label()))
                .param(
                        "probabilities",
                        rows.stream().mapToDouble(row -> row.consensus().probability()).toArray())
                .param(
                        "answers",
                        rows.stream().mapToInt(row -> row.consensus().answers()).toArray())
                .param("methods", texts(rows, row -> row.consensus().method()))
                .param(
                        "posteriors",
                        texts(rows, row -> json.writeValueAsString(row.consensus().posterior())));
    }

    private static String[] texts(
            List<ConsensusFlow.Row> rows, Function<ConsensusFlow.Row, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
