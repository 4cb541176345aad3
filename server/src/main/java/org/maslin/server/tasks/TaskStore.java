package org.maslin.server.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.db.ArrayText;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.records.Edge;
import org.maslin.server.records.EdgeSource;
import org.maslin.server.records.Lineage;
import org.maslin.server.records.Node;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of tasks. */
final class TaskStore implements EdgeSource {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    static final String COLUMNS =
            """
            t.id, t.project_id, t.batch_id, t.key, t.sample_id, t.state, t.overlap, t.answers, t.priority, t.metadata,
                t.tags, t.unique_id, t.created_at, t.completed_at
            """;

    private static final String TASK = "select " + COLUMNS + " from tasks t ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TaskStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
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
                                overlap, candidate_order, priority, metadata, tags, unique_id, least)
                            select :organisation, :project, :batch, :at, id, key, sample, overlap, cast(pinned as int[]),
                                priority, cast(metadata as jsonb), cast(tags as text[]), unique_id, least
                            from unnest(cast(:ids as uuid[]), cast(:keys as text[]), cast(:samples as uuid[]),
                                cast(:overlaps as int[]), cast(:orders as text[]), cast(:priorities as int[]),
                                cast(:metadata as text[]), cast(:tags as text[]), cast(:uniques as text[]),
                                cast(:leasts as int[]))
                                as line (id, key, sample, overlap, pinned, priority, metadata, tags, unique_id, least)
                            on conflict do nothing
                            returning id, key, sample_id, overlap, candidate_order, priority, tags, least),
                        placed as (
                            insert into task_places (organisation_id, task_id, batch_id, behind, key, sample_id,
                                candidate_order, free)
                            select :organisation, id, :batch, - priority, key, sample_id, candidate_order, coalesce(least, overlap)
                            from added),
                        tagged as (
                            insert into task_tags (organisation_id, project_id, tag, key, task_id)
                            select :organisation, :project, unnest(tags), key, id from added where tags <> '{}'),
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
                .param("priorities", rows.stream().mapToInt(r -> r.marks().priority()).toArray())
                .param("metadata", texts(rows, row -> metadata(row.marks())))
                .param("tags", texts(rows, row -> ArrayText.of(row.marks().tags())))
                .param(
                        "leasts",
                        texts(
                                rows,
                                row -> row.least() == null ? null : String.valueOf(row.least())))
                .param("uniques", texts(rows, row -> row.marks().uniqueId()))
                .query(UUID.class)
                .list();
    }

    private String metadata(TaskMarks marks) {
        return marks.metadata().isEmpty() ? "{}" : json.writeValueAsString(marks.metadata());
    }

    /** Which of these unique ids tasks have, by id of the task. */
    List<Task> byUniqueIds(List<String> uniqueIds) {
        return jdbc.sql(TASK + "where t.unique_id = any(:uniques)")
                .param("uniques", uniqueIds.toArray(String[]::new))
                .query(this::task)
                .list();
    }

    /** One task, locked until the transaction ends. */
    @Nullable Task lock(UUID id) {
        return jdbc.sql(TASK + "where t.id = :id for no key update of t")
                .param("id", id)
                .query(this::task)
                .optional()
                .orElse(null);
    }

    void change(Task task, TaskMarks marks) {
        jdbc.sql(
                        """
                        with placed as (update task_places set behind = - :priority where task_id = :id),
                        untagged as (delete from task_tags
                            where project_id = :project and tag = any(cast(:old as text[])) and key = :key),
                        tagged as (
                            insert into task_tags (organisation_id, project_id, tag, key, task_id)
                            select current_organisation(), :project, tag, :key, :id
                            from unnest(cast(:fresh as text[])) as tag)
                        update tasks set priority = :priority, metadata = cast(:metadata as jsonb),
                            tags = cast(:tags as text[]), unique_id = :unique
                        where id = :id
                        """)
                .param("id", task.id())
                .param("project", task.projectId())
                .param("key", task.key())
                .param("priority", marks.priority())
                .param("metadata", metadata(marks))
                .param("tags", ArrayText.of(marks.tags()))
                .param("old", ArrayText.of(without(task.tags(), marks.tags())))
                .param("fresh", ArrayText.of(without(marks.tags(), task.tags())))
                .param("unique", marks.uniqueId())
                .update();
    }

    /** These tasks, locked until the transaction ends, in the order of their ids. */
    List<Task> lock(List<UUID> ids) {
        return jdbc.sql(
                        TASK
                                + "where t.id = any(cast(:ids as uuid[])) order by t.id for no key update of t")
                .param("ids", array(ids))
                .query(this::task)
                .list();
    }

    private static String[] array(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    /** Gives all of these tasks the same priority, metadata or tags; what is absent stays. */
    void changeAll(List<UUID> ids, TaskChange change) {
        List<String> tags = change.tags();
        jdbc.sql(
                        """
                        with old as (
                            select id, project_id, key, tags from tasks where id = any(cast(:ids as uuid[]))),
                        placed as (
                            update task_places set behind = - cast(:priority as int)
                            where cast(:priority as int) is not null and task_id = any(cast(:ids as uuid[]))),
                        untagged as (
                            delete from task_tags x using old o
                            where cast(:tags as text[]) is not null and x.project_id = o.project_id and x.key = o.key
                                and x.tag = any(o.tags) and not x.tag = any(cast(:tags as text[]))),
                        tagged as (
                            insert into task_tags (organisation_id, project_id, tag, key, task_id)
                            select current_organisation(), o.project_id, tag, o.key, o.id
                            from old o, unnest(cast(:tags as text[])) as tag
                            where not tag = any(o.tags))
                        update tasks set priority = coalesce(cast(:priority as int), priority),
                            metadata = coalesce(cast(:metadata as jsonb), metadata),
                            tags = coalesce(cast(:tags as text[]), tags)
                        where id = any(cast(:ids as uuid[]))
                        """)
                .param("ids", array(ids))
                .param("priority", change.priority(), Types.INTEGER)
                .param(
                        "metadata",
                        change.metadata() == null
                                ? null
                                : json.writeValueAsString(change.metadata()))
                .param("tags", tags == null ? null : ArrayText.of(tags), Types.VARCHAR)
                .update();
    }

    /** Takes all of these open tasks out of the work. */
    void cancelAll(List<UUID> ids, UUID user) {
        jdbc.sql(
                        """
                        with places as (delete from task_places where task_id = any(cast(:ids as uuid[]))),
                        ended as (
                            update assignments set state = 'released'
                            where task_id = any(cast(:ids as uuid[])) and state = 'leased'),
                        counted as (
                            insert into task_counts as c (organisation_id, project_id, batch_id, user_id, cancelled, needed)
                            select organisation_id, project_id, batch_id, :user, count(*), sum(answers - overlap)
                            from tasks where id = any(cast(:ids as uuid[])) group by 1, 2, 3
                            on conflict on constraint task_counts_pkey do update
                            set cancelled = c.cancelled + excluded.cancelled, needed = c.needed + excluded.needed)
                        update tasks set state = 'cancelled' where id = any(cast(:ids as uuid[]))
                        """)
                .param("ids", array(ids))
                .param("user", user)
                .update();
    }

    /** Those of these tasks that somebody has ever answered. */
    List<UUID> answered(List<UUID> ids) {
        return jdbc.sql(
                        "select distinct task_id from annotations where task_id = any(cast(:ids as uuid[]))")
                .param("ids", array(ids))
                .query(UUID.class)
                .list();
    }

    /** Deletes these tasks without answers, with their places, tags and leases, and counts that. */
    void deleteAll(List<UUID> ids, UUID user) {
        jdbc.sql(
                        """
                        with old as (
                            select id, organisation_id, project_id, batch_id, key, tags, state, overlap from tasks
                            where id = any(cast(:ids as uuid[]))),
                        places as (delete from task_places where task_id = any(cast(:ids as uuid[]))),
                        untagged as (
                            delete from task_tags x using old o
                            where x.project_id = o.project_id and x.key = o.key and x.tag = any(o.tags)),
                        leases as (delete from assignments where task_id = any(cast(:ids as uuid[]))),
                        counted as (
                            insert into task_counts as c
                                (organisation_id, project_id, batch_id, user_id, tasks, cancelled, needed)
                            select organisation_id, project_id, batch_id, :user, - count(*),
                                - count(*) filter (where state = 'cancelled'),
                                - coalesce(sum(overlap) filter (where state <> 'cancelled'), 0)
                            from old group by 1, 2, 3
                            on conflict on constraint task_counts_pkey do update
                            set tasks = c.tasks + excluded.tasks, cancelled = c.cancelled + excluded.cancelled,
                                needed = c.needed + excluded.needed)
                        delete from tasks where id = any(cast(:ids as uuid[]))
                        """)
                .param("ids", array(ids))
                .param("user", user)
                .update();
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(tag -> !some.contains(tag)).toList();
    }

    /** Takes an open task out of the work: its places are gone, its leases have ended. */
    void cancel(Task task, UUID user) {
        jdbc.sql(
                        """
                        with places as (delete from task_places where task_id = :id),
                        ended as (
                            update assignments set state = 'released' where task_id = :id and state = 'leased'),
                        counted as (
                            insert into task_counts as c (organisation_id, project_id, batch_id, user_id, cancelled, needed)
                            select organisation_id, project_id, batch_id, :user, 1, answers - overlap
                            from tasks where id = :id
                            on conflict on constraint task_counts_pkey do update
                            set cancelled = c.cancelled + 1, needed = c.needed + excluded.needed)
                        update tasks set state = 'cancelled' where id = :id
                        """)
                .param("id", task.id())
                .param("user", user)
                .update();
    }

    /** Whether somebody has ever answered a task. */
    boolean hasAnswers(UUID id) {
        return jdbc.sql("select exists (select 1 from annotations where task_id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Deletes a task without answers, with its place, its tags and its leases, and its counts. */
    void delete(Task task, UUID user) {
        boolean cancelled = task.state() == TaskState.CANCELLED;
        jdbc.sql(
                        """
                        with places as (delete from task_places where task_id = :id),
                        tags as (delete from task_tags where task_id = :id and project_id = :project),
                        leases as (delete from assignments where task_id = :id),
                        counted as (
                            insert into task_counts as c
                                (organisation_id, project_id, batch_id, user_id, tasks, cancelled, needed)
                            values (current_organisation(), :project, :batch, :user, -1, :cancelled, :needed)
                            on conflict on constraint task_counts_pkey do update
                            set tasks = c.tasks - 1, cancelled = c.cancelled + excluded.cancelled,
                                needed = c.needed + excluded.needed)
                        delete from tasks where id = :id
                        """)
                .param("id", task.id())
                .param("project", task.projectId())
                .param("batch", task.batchId())
                .param("user", user)
                .param("cancelled", cancelled ? -1 : 0)
                .param("needed", cancelled ? 0 : -task.overlap())
                .update();
    }

    List<UUID> samplesInUse(List<UUID> samples) {
        return jdbc.sql(
                        """
                        select sample_id from tasks where sample_id = any(cast(:ids as uuid[]))
                        union select sample_id from known_tasks where sample_id = any(cast(:ids as uuid[]))
                        """)
                .param("ids", samples.stream().map(UUID::toString).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    List<Task> byIds(List<UUID> ids) {
        return jdbc.sql(TASK + "where t.id = any(cast(:ids as uuid[]))")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(this::task)
                .list();
    }

    List<Task> byKeys(UUID project, List<String> keys) {
        return jdbc.sql(TASK + "where project_id = :project and key = any(:keys)")
                .param("project", project)
                .param("keys", keys.toArray(String[]::new))
                .query(this::task)
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

    Task task(ResultSet row, int n) throws SQLException {
        Timestamp completed = row.getTimestamp("completed_at");
        return new Task(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("batch_id", UUID.class),
                row.getString("key"),
                row.getObject("sample_id", UUID.class),
                Json.constant(TaskState.class, row.getString("state")),
                row.getInt("overlap"),
                row.getInt("answers"),
                row.getInt("priority"),
                json.readValue(row.getString("metadata"), FIELDS),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getString("unique_id"),
                row.getTimestamp("created_at").toInstant(),
                completed == null ? null : completed.toInstant());
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
