package org.maslin.server.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.records.Edge;
import org.maslin.server.records.EdgeSource;
import org.maslin.server.records.Lineage;
import org.maslin.server.records.Node;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of tasks. */
final class TaskStore implements EdgeSource {

    private static final String TASK =
            "select id, project_id, key, sample_id, state, overlap, answers from tasks ";

    private final JdbcClient jdbc;

    TaskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds tasks whose key the project does not have, with their places; returns their ids. */
    List<UUID> add(
            UUID organisation,
            UUID project,
            UUID batch,
            UUID user,
            List<TaskFlow.Row> rows,
            Instant at) {
        return jdbc.sql(
                        """
                        with added as (
                            insert into tasks (organisation_id, project_id, batch_id, created_at, id, key, sample_id,
                                overlap, candidate_order)
                            select :organisation, :project, :batch, :at, id, key, sample, overlap, cast(pinned as int[])
                            from unnest(cast(:ids as uuid[]), cast(:keys as text[]), cast(:samples as uuid[]),
                                cast(:overlaps as int[]), cast(:orders as text[]))
                                as line (id, key, sample, overlap, pinned)
                            on conflict do nothing
                            returning id, key, sample_id, overlap, candidate_order),
                        placed as (
                            insert into task_places (organisation_id, task_id, batch_id, behind, key, sample_id,
                                candidate_order, free)
                            select :organisation, id, :batch, 0, key, sample_id, candidate_order, overlap from added),
                        counted as (
                            insert into task_counts as c (organisation_id, project_id, batch_id, user_id, tasks, needed)
                            select :organisation, :project, :batch, :user, count(*), coalesce(sum(overlap), 0) from added
                            on conflict on constraint task_counts_pkey do update
                            set tasks = c.tasks + excluded.tasks, needed = c.needed + excluded.needed)
                        select id from added
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("batch", batch)
                .param("user", user)
                .param("at", Timestamp.from(at))
                .param("ids", texts(rows, row -> row.id().toString()))
                .param("keys", texts(rows, TaskFlow.Row::key))
                .param("samples", texts(rows, row -> row.sampleId().toString()))
                .param("overlaps", rows.stream().mapToInt(TaskFlow.Row::overlap).toArray())
                .param("orders", texts(rows, row -> arrayLiteral(row.order())))
                .query(UUID.class)
                .list();
    }

    List<Task> list(UUID project, @Nullable TaskState state, @Nullable String after, int atMost) {
        String ofState = state == null ? "" : "and state = '" + Json.word(state) + "' ";
        return jdbc.sql(
                        TASK
                                + "where project_id = :project and key > :after "
                                + ofState
                                + "order by key limit :n")
                .param("project", project)
                .param("after", after == null ? "" : after)
                .param("n", atMost)
                .query(TaskStore::task)
                .list();
    }

    List<Task> byIds(List<UUID> ids) {
        return jdbc.sql(TASK + "where id = any(cast(:ids as uuid[]))")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(TaskStore::task)
                .list();
    }

    List<Task> byKeys(UUID project, List<String> keys) {
        return jdbc.sql(TASK + "where project_id = :project and key = any(:keys)")
                .param("project", project)
                .param("keys", keys.toArray(String[]::new))
                .query(TaskStore::task)
                .list();
    }

    @Nullable Task get(UUID id) {
        return byIds(List.of(id)).stream().findFirst().orElse(null);
    }

    /** The edge from a task's sample to the task. */
    @Override
    public List<Edge> edges(List<String> ids, Lineage.Direction direction) {
        String end = direction == Lineage.Direction.DOWN ? "sample_id" : "id";
        return jdbc.sql(
                        "select sample_id, id from tasks where "
                                + end
                                + " = any(cast(:ids as uuid[]))")
                .param("ids", EdgeSource.uuids(ids))
                .query(
                        (row, n) ->
                                new Edge(
                                        new Node("sample", row.getString(1)),
                                        new Node("task", row.getString(2)),
                                        "create-task"))
                .list();
    }

    @Override
    public @Nullable String kindOf(String id) {
        return jdbc.sql(
                        """
                        (select 'task' from tasks where id = any(cast(:ids as uuid[])))
                        union all (select 'sample' from tasks where sample_id = any(cast(:ids as uuid[])))
                        limit 1
                        """)
                .param("ids", EdgeSource.uuids(List.of(id)))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static Task task(ResultSet row, int n) throws SQLException {
        return new Task(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("key"),
                row.getObject("sample_id", UUID.class),
                Json.constant(TaskState.class, row.getString("state")),
                row.getInt("overlap"),
                row.getInt("answers"));
    }

    private static @Nullable String arrayLiteral(@Nullable List<Integer> order) {
        return order == null
                ? null
                : order.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable String[] texts(
            List<TaskFlow.Row> rows, Function<TaskFlow.Row, @Nullable String> value) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = value.apply(rows.get(i));
        }
        return texts;
    }
}
