package org.maslin.server.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL of lists of tasks. Each order is walked along an index from the cursor on; one that lies
 * in several indexes is walked in stretches, one after the other.
 */
final class TaskListStore {

    /** A part of an order that one index holds. */
    private record Stretch(String condition, String value, String last, String type) {}

    private static final Map<TaskQuery.Sort, List<Stretch>> ORDERS =
            Map.of(
                    TaskQuery.Sort.KEY, List.of(new Stretch("true", "''", "t.key", "text")),
                    TaskQuery.Sort.CREATED,
                            List.of(new Stretch("true", "t.created_at", "t.id", "timestamptz")),
                    TaskQuery.Sort.COMPLETED,
                            List.of(
                                    new Stretch(
                                            "t.completed_at is not null",
                                            "t.completed_at",
                                            "t.id",
                                            "timestamptz")),
                    TaskQuery.Sort.ANSWERS,
                            List.of(
                                    new Stretch("t.answers = 0", "0", "t.key", "int"),
                                    new Stretch("t.answers > 0", "t.answers", "t.key", "int")),
                    // By what is behind, so from the highest priority down; turned round below.
                    TaskQuery.Sort.PRIORITY,
                            List.of(
                                    priority("t.priority <> 0 and (- t.priority) < 0"),
                                    new Stretch("t.priority = 0", "0", "t.key", "int"),
                                    priority("t.priority <> 0 and (- t.priority) > 0")));

    private final JdbcClient jdbc;
    private final TaskStore tasks;

    /** Whether keys are ordered by their bytes, as ours are; unknown before it was asked. */
    private volatile @Nullable Boolean bytewise;

    TaskListStore(JdbcClient jdbc, TaskStore tasks) {
        this.jdbc = jdbc;
        this.tasks = tasks;
    }

    private static Stretch priority(String condition) {
        return new Stretch(condition, "(- t.priority)", "t.key", "int");
    }

    /**
     * @param skip how many tasks are passed over behind the cursor; only in the order of keys,
     *     where an index alone is counted along
     */
    List<Task> list(
            UUID project, TaskQuery query, @Nullable TaskCursor after, int skip, int atMost) {
        boolean down = (query.sort() == TaskQuery.Sort.PRIORITY) != query.descending();
        List<Stretch> stretches = ORDERS.getOrDefault(query.sort(), List.of());
        var found = new ArrayList<Task>();
        for (Stretch stretch : down ? stretches.reversed() : stretches) {
            if (found.size() < atMost) {
                found.addAll(
                        walk(project, query, stretch, down, after, skip, atMost - found.size()));
            }
        }
        return found;
    }

    private List<Task> walk(
            UUID project,
            TaskQuery query,
            Stretch stretch,
            boolean down,
            @Nullable TaskCursor after,
            int skip,
            int atMost) {
        var parameters = new HashMap<String, Object>();
        String from = source(query, parameters);
        String last = from.startsWith("tasks") ? stretch.last() : "w.walk_key";
        var where = new ArrayList<String>();
        where.add("t.project_id = :project");
        where.add(stretch.condition());
        conditions(query, where, parameters);
        if (after != null) {
            where.add(behind(stretch, last, down));
            parameters.put("value", after.value());
            parameters.put("last", after.last());
        }
        String direction = down ? " desc" : "";
        String order =
                stretch.value().startsWith("t.") || stretch.value().startsWith("(")
                        ? stretch.value() + direction + ", " + last + direction
                        : last + direction;
        if (skip > 0) {
            // Only keys are read on the way, which lie in the index; then the page begins there.
            String first = "select " + last + of(from, where, order) + " offset :skip limit 1";
            where.add(last + (down ? " <= " : " >= ") + "(" + first + ")");
            parameters.put("skip", skip);
        }
        return jdbc.sql("select " + TaskStore.COLUMNS + of(from, where, order) + " limit :n")
                .param("project", project)
                .params(parameters)
                .param("n", atMost)
                .query(tasks::task)
                .list();
    }

    private static String of(String from, List<String> where, String order) {
        return " from " + from + " where " + String.join(" and ", where) + " order by " + order;
    }

    /** Those of a tag or an assignee have their keys in order in a table of their own. */
    private static String source(TaskQuery query, Map<String, Object> parameters) {
        if (query.assignee() != null) {
            parameters.put("assignee", query.assignee());
            return """
            (select task_id, task_key as walk_key from assignments where project_id = :project
                and user_id = :assignee and state in ('leased', 'submitted')) w join tasks t on t.id = w.task_id
            """;
        }
        if (query.tag() != null) {
            parameters.put("tag", query.tag());
            return """
            (select task_id, key as walk_key from task_tags where project_id = :project and tag = :tag) w
                join tasks t on t.id = w.task_id
            """;
        }
        return "tasks t";
    }

    private static String behind(Stretch stretch, String last, boolean down) {
        String sign = down ? " < " : " > ";
        String type = stretch.last().equals("t.id") ? "uuid" : "text";
        String lastValue = "cast(:last as " + type + ")";
        if (stretch.value().equals("''")) {
            return last + sign + lastValue;
        }
        String value = "cast(:value as " + stretch.type() + ")";
        return "(%s, %s)%s(%s, %s)".formatted(stretch.value(), last, sign, value, lastValue);
    }

    private void conditions(TaskQuery query, List<String> where, Map<String, Object> parameters) {
        if (query.state() != null) {
            where.add("t.state = '" + Json.word(query.state()) + "'");
        }
        if (query.batch() != null) {
            where.add("t.batch_id = :batch");
            where.add(
                    "(t.batch_id <> t.project_id or cast(:batch as uuid) = cast(:project as uuid))");
            parameters.put("batch", query.batch());
        }
        if (query.keyPrefix() != null) {
            where.add("t.key like :prefix");
            parameters.put("prefix", query.keyPrefix().replaceAll("([\\\\%_])", "\\\\$1") + "%");
            // What is like something is no way into an index under row-level security; bounds are.
            if (isBytewise()) {
                where.add("t.key >= cast(:prefixFrom as text)");
                parameters.put("prefixFrom", query.keyPrefix());
                String end = query.keyEnd();
                if (end != null) {
                    where.add("t.key < cast(:prefixEnd as text)");
                    parameters.put("prefixEnd", end);
                }
            }
        }
        if (query.uniqueId() != null) {
            where.add("t.unique_id = :unique");
            parameters.put("unique", query.uniqueId());
        }
        if (query.tag() != null && query.assignee() != null) {
            where.add("t.tags @> array[cast(:tag as text)]");
            parameters.put("tag", query.tag());
        }
        range("t.priority", query.priority(), where, parameters, " <= ");
        range("t.answers", query.answers(), where, parameters, " <= ");
        range("t.created_at", query.created(), where, parameters, " < ");
        range("t.completed_at", query.completed(), where, parameters, " < ");
    }

    private boolean isBytewise() {
        Boolean known = bytewise;
        if (known == null) {
            known = jdbc.sql("select 'B' < 'a' and 'a-' < 'aa'").query(Boolean.class).single();
            bytewise = known;
        }
        return known;
    }

    private static void range(
            String column,
            TaskQuery.Range<?> range,
            List<String> where,
            Map<String, Object> parameters,
            String upTo) {
        String name = column.substring(2).replace("_", "");
        if (range.from() != null) {
            where.add(column + " >= :" + name + "From");
            parameters.put(name + "From", sql(range.from()));
        }
        if (range.to() != null) {
            where.add(column + upTo + ":" + name + "To");
            parameters.put(name + "To", sql(range.to()));
        }
    }

    private static Object sql(Object value) {
        return value instanceof Instant time ? Timestamp.from(time) : value;
    }
}
