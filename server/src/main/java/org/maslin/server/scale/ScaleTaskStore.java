package org.maslin.server.scale;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All SQL of the dialect's tasks. */
final class ScaleTaskStore {

    private static final String FROM =
            """
            from scale_tasks t
            join scale_projects p on p.organisation_id = t.organisation_id and p.id = t.project_id
            left join scale_batches b on b.organisation_id = t.organisation_id and b.id = t.batch_id
            """;

    private static final String TASK =
            "select t.*, p.name as project_name, b.name as batch_name " + FROM;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScaleTaskStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds a task unless its unique id is used; tells whether it did. */
    boolean add(UUID organisation, ScaleTask task) {
        return jdbc.sql(
                                """
                                insert into scale_tasks (organisation_id, id, mode, project_id, batch_id, type, status,
                                    instruction, params, metadata, tags, unique_id, callback_url, priority,
                                    project_param_version, response, created_at, updated_at, completed_at)
                                values (:organisation, :id, :mode, :project, :batch, :type, :status, :instruction,
                                    cast(:params as json), cast(:metadata as json), :tags, :unique, :callback, :priority,
                                    :version, cast(:response as json), :created, :created, :completed)
                                on conflict (organisation_id, mode, unique_id) where unique_id is not null do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", task.id())
                        .param("mode", task.mode().word())
                        .param("project", task.projectId())
                        .param("batch", task.batchId())
                        .param("type", task.type().word())
                        .param("status", task.status().word())
                        .param("instruction", task.instruction())
                        .param("params", task.params().toString())
                        .param("metadata", task.metadata().toString())
                        .param("tags", array(task.tags()))
                        .param("unique", task.uniqueId())
                        .param("callback", task.callback().url())
                        .param("priority", task.priority())
                        .param("version", task.paramVersion())
                        .param("response", text(task.response()))
                        .param("created", Timestamp.from(task.createdAt()))
                        .param("completed", timestamp(task.completedAt()))
                        .update()
                == 1;
    }

    @Nullable ScaleTask get(Mode mode, String id) {
        return one(TASK + "where t.mode = :mode and t.id = :id", mode, id);
    }

    /** The task, locked until the transaction ends. */
    @Nullable ScaleTask lock(Mode mode, String id) {
        return one(TASK + "where t.mode = :mode and t.id = :id for no key update of t", mode, id);
    }

    private @Nullable ScaleTask one(String sql, Mode mode, String id) {
        return jdbc.sql(sql)
                .param("mode", mode.word())
                .param("id", id)
                .query(this::task)
                .optional()
                .orElse(null);
    }

    @Nullable String withUniqueId(Mode mode, String uniqueId) {
        return jdbc.sql("select id from scale_tasks where mode = :mode and unique_id = :unique")
                .param("mode", mode.word())
                .param("unique", uniqueId)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    long count(Mode mode, TaskFilter filter) {
        var parameters = new HashMap<String, Object>();
        String where = where(mode, filter, parameters);
        return jdbc.sql("select count(*) from scale_tasks t" + where)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    /** Tasks from the newest to the oldest. */
    List<ScaleTask> list(
            Mode mode, TaskFilter filter, @Nullable String before, int skip, int atMost) {
        var parameters = new HashMap<String, Object>();
        String where = where(mode, filter, parameters);
        if (before != null) {
            where += " and t.id < :before";
            parameters.put("before", before);
        }
        parameters.put("skip", skip);
        parameters.put("n", atMost);
        return jdbc.sql(TASK + where + " order by t.id desc offset :skip limit :n")
                .params(parameters)
                .query(this::task)
                .list();
    }

    private static String where(Mode mode, TaskFilter filter, Map<String, Object> parameters) {
        var where = new ArrayList<String>();
        where.add("t.mode = :mode");
        parameters.put("mode", mode.word());
        equal(where, parameters, "t.project_id", named("projects"), filter.project(), "project");
        equal(where, parameters, "t.batch_id", named("batches"), filter.batch(), "batch");
        ScaleTask.Status status = filter.status();
        String statusWord = status == null ? null : status.word();
        equal(where, parameters, "t.status", ":%s", statusWord, "status");
        TaskType type = filter.type();
        equal(where, parameters, "t.type", ":%s", type == null ? null : type.word(), "type");
        between(where, parameters, "created_at", filter.created());
        between(where, parameters, "updated_at", filter.updated());
        between(where, parameters, "completed_at", filter.completed());
        anyOf(where, parameters, "t.unique_id = any(:unique)", "unique", filter.uniqueIds());
        anyOf(where, parameters, "t.tags && cast(:tags as text[])", "tags", filter.tags());
        anyOf(
                where,
                parameters,
                "t.review_status = any(:reviews)",
                "reviews",
                filter.reviews().stream().map(ScaleTask.ReviewStatus::word).toList());
        return " where " + String.join(" and ", where);
    }

    /** The id behind a name; looked up once, so that counting needs no join. */
    private static String named(String things) {
        return "(select id from scale_" + things + " where mode = :mode and name = :%s)";
    }

    private static void equal(
            List<String> where,
            Map<String, Object> parameters,
            String column,
            String expression,
            @Nullable String value,
            String name) {
        if (value != null) {
            where.add(column + " = " + expression.formatted(name));
            parameters.put(name, value);
        }
    }

    private static void between(
            List<String> where,
            Map<String, Object> parameters,
            String column,
            TaskFilter.Span span) {
        if (span.from() != null) {
            where.add("t." + column + " >= :" + column + "_from");
            parameters.put(column + "_from", Timestamp.from(span.from()));
        }
        if (span.to() != null) {
            where.add("t." + column + " <= :" + column + "_to");
            parameters.put(column + "_to", Timestamp.from(span.to()));
        }
    }

    private static void anyOf(
            List<String> where,
            Map<String, Object> parameters,
            String condition,
            String name,
            List<String> values) {
        if (!values.isEmpty()) {
            where.add(condition);
            parameters.put(name, values.toArray(String[]::new));
        }
    }

    /** Sets a unique id, or none; false if another task has it. */
    boolean setUniqueId(Mode mode, String id, @Nullable String uniqueId, Instant at) {
        return jdbc.sql(
                                """
                                update scale_tasks set unique_id = :unique, updated_at = :at
                                where id = :id and not exists (select 1 from scale_tasks other
                                    where other.mode = :mode and other.unique_id = :unique and other.id <> :id)
                                """)
                        .param("mode", mode.word())
                        .param("id", id)
                        .param("unique", uniqueId, java.sql.Types.VARCHAR)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    void setMetadata(String id, ObjectNode metadata, Instant at) {
        jdbc.sql(
                        "update scale_tasks set metadata = cast(:metadata as json), updated_at = :at where id = :id")
                .param("id", id)
                .param("metadata", metadata.toString())
                .param("at", Timestamp.from(at))
                .update();
    }

    void setTags(String id, List<String> tags, Instant at) {
        jdbc.sql("update scale_tasks set tags = :tags, updated_at = :at where id = :id")
                .param("id", id)
                .param("tags", array(tags))
                .param("at", Timestamp.from(at))
                .update();
    }

    void setReview(String id, ScaleTask.ReviewStatus review, ArrayNode audits, Instant at) {
        jdbc.sql(
                        """
                        update scale_tasks set review_status = :review, audits = cast(:audits as json), updated_at = :at
                        where id = :id
                        """)
                .param("id", id)
                .param("review", review.word())
                .param("audits", audits.toString())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Ends a task, or takes its end back. */
    void setStatus(String id, ScaleTask.Status status, @Nullable JsonNode response, Instant at) {
        jdbc.sql(
                        """
                        update scale_tasks set status = :status, response = cast(:response as json), updated_at = :at,
                            completed_at = :completed
                        where id = :id
                        """)
                .param("id", id)
                .param("status", status.word())
                .param("response", text(response))
                .param("at", Timestamp.from(at))
                .param(
                        "completed",
                        status == ScaleTask.Status.COMPLETED ? Timestamp.from(at) : null,
                        java.sql.Types.TIMESTAMP)
                .update();
    }

    void setNative(String id, UUID nativeTask) {
        jdbc.sql("update scale_tasks set native_task_id = :native where id = :id")
                .param("id", id)
                .param("native", nativeTask)
                .update();
    }

    void setHeard(String id, boolean succeeded, Instant at) {
        jdbc.sql(
                        """
                        update scale_tasks set callback_succeeded = :succeeded,
                            callback_succeeded_at = case when :succeeded then :at else callback_succeeded_at end
                        where id = :id
                        """)
                .param("id", id)
                .param("succeeded", succeeded)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Pending live tasks that our people do not have yet, though no batch holds them back. */
    List<ScaleTask> unpublished(String after, int atMost) {
        return jdbc.sql(
                        TASK
                                + """
                                where t.mode = 'live' and t.status = 'pending' and t.native_task_id is null
                                    and (b.status is null or b.status <> 'staging') and t.id > :after
                                order by t.id limit :n
                                """)
                .param("after", after)
                .param("n", atMost)
                .query(this::task)
                .list();
    }

    /** The native tasks behind pending ones, in order of the latter's ids. */
    Map<String, UUID> pendingNatives(String after, int atMost) {
        var natives = new java.util.LinkedHashMap<String, UUID>();
        jdbc.sql(
                        """
                        select id, native_task_id from scale_tasks
                        where status = 'pending' and native_task_id is not null and id > :after order by id limit :n
                        """)
                .param("after", after)
                .param("n", atMost)
                .query(
                        row -> {
                            natives.put(row.getString(1), row.getObject(2, UUID.class));
                        });
        return natives;
    }

    /** The task that a native one stands for. */
    @Nullable String behind(UUID nativeTask) {
        return jdbc.sql("select id from scale_tasks where native_task_id = :native")
                .param("native", nativeTask)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private ScaleTask task(ResultSet row, int n) throws SQLException {
        String response = row.getString("response");
        boolean heard = row.getBoolean("callback_succeeded");
        Boolean succeeded = row.wasNull() ? null : heard;
        return new ScaleTask(
                row.getString("id"),
                Mode.valueOf(row.getString("mode").toUpperCase(java.util.Locale.ROOT)),
                row.getString("project_id"),
                row.getString("project_name"),
                row.getString("batch_id"),
                row.getString("batch_name"),
                TaskType.named("type", row.getString("type")),
                ScaleTask.Status.named("status", row.getString("status")),
                row.getString("instruction"),
                (ObjectNode) json.readTree(row.getString("params")),
                (ObjectNode) json.readTree(row.getString("metadata")),
                texts(row.getArray("tags")),
                row.getString("unique_id"),
                new ScaleTask.Callback(
                        row.getString("callback_url"),
                        succeeded,
                        instant(row, "callback_succeeded_at")),
                integer(row, "priority"),
                integer(row, "project_param_version"),
                ScaleTask.ReviewStatus.named("review_status", row.getString("review_status")),
                (ArrayNode) json.readTree(row.getString("audits")),
                response == null ? null : json.readTree(response),
                row.getObject("native_task_id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                instant(row, "completed_at"));
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    private static String @Nullable [] array(@Nullable List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
