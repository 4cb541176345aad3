package org.maslin.server.projects;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the states of projects. */
final class ProjectStateStore {

    /** What outlives a project: versions that were published, and what was found with them. */
    private static final String KEPT = "'projects', 'versions', 'evaluations', 'chains'";

    /** Rows that name no project, but one of these. */
    private static final Map<String, String> PARENTS =
            Map.of("annotation_id", "annotations", "task_id", "tasks", "sample_id", "samples");

    private final JdbcClient jdbc;

    ProjectStateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Nullable ProjectStanding get(UUID id) {
        return jdbc.sql("select state, state_changed_at, delete_after from projects where id = :id")
                .param("id", id)
                .query(
                        (row, n) ->
                                new ProjectStanding(
                                        id,
                                        Json.constant(ProjectState.class, row.getString(1)),
                                        instant(row.getTimestamp(2)),
                                        instant(row.getTimestamp(3))))
                .optional()
                .orElse(null);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    boolean isOfChain(UUID id) {
        return jdbc.sql("select chain_id is not null from projects where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void put(UUID id, ProjectState state, Instant at, @Nullable Instant deleteAfter) {
        jdbc.sql(
                        """
                        update projects set state = :state, state_changed_at = :at,
                            delete_after = cast(:after as timestamptz)
                        where id = :id
                        """)
                .param("state", Json.word(state))
                .param("at", Timestamp.from(at))
                .param("after", deleteAfter == null ? null : Timestamp.from(deleteAfter))
                .param("id", id)
                .update();
    }

    List<UUID> toPurge(Instant now) {
        return jdbc.sql("select id from projects where state = 'deleted' and delete_after <= :now")
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    /**
     * Deletes every row of a project, from whatever tables there are: those that name a task, a
     * sample or an annotation of it, then those that name it. Returns how many there were.
     */
    long purge(UUID project) {
        long rows = 0;
        for (String column : List.of("annotation_id", "task_id", "sample_id")) {
            for (String table : tablesWith(column)) {
                rows +=
                        delete(
                                "delete from %s where %s in (select id from %s where project_id = :project)"
                                        .formatted(table, column, PARENTS.get(column)),
                                project);
            }
        }
        for (String table : ofProjects()) {
            rows += delete("delete from %s where project_id = :project".formatted(table), project);
        }
        return rows;
    }

    private long delete(String sql, UUID project) {
        return jdbc.sql(sql).param("project", project).update();
    }

    /** Tables with this column of an id of ours and without a project. */
    private List<String> tablesWith(String column) {
        return jdbc.sql(
                        """
                        select quote_ident(c.table_name) from information_schema.columns c
                            join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = :column
                            and c.data_type = 'uuid'
                            and not exists (select 1 from information_schema.columns p
                                where p.table_schema = 'public' and p.table_name = c.table_name
                                    and p.column_name = 'project_id')
                        order by 1
                        """)
                .param("column", column)
                .query(String.class)
                .list();
    }

    /** Tables with a project, each before those that it refers to. */
    private List<String> ofProjects() {
        List<String> tables =
                jdbc.sql(
                                """
                                select quote_ident(c.table_name) from information_schema.columns c
                                    join information_schema.tables t using (table_schema, table_name)
                                where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                                    and c.column_name = 'project_id' and c.data_type = 'uuid'
                                    and c.table_name not in (%s)
                                order by 1
                                """
                                        .formatted(KEPT))
                        .query(String.class)
                        .list();
        Map<String, Set<String>> referredBy =
                jdbc
                        .sql(
                                """
                                select quote_ident(r.relname), quote_ident(c.relname)
                                from pg_constraint k join pg_class c on c.oid = k.conrelid
                                    join pg_class r on r.oid = k.confrelid
                                where k.contype = 'f' and c.oid <> r.oid
                                """)
                        .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                        .list()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        Collectors.mapping(
                                                Map.Entry::getValue, Collectors.toSet())));
        var ordered = new LinkedHashSet<String>();
        tables.forEach(table -> put(table, referredBy, ordered, new LinkedHashSet<>()));
        return ordered.stream().filter(tables::contains).toList();
    }

    private static void put(
            String table,
            Map<String, Set<String>> referredBy,
            Set<String> ordered,
            Set<String> above) {
        if (!ordered.contains(table) && above.add(table)) {
            referredBy
                    .getOrDefault(table, Set.of())
                    .forEach(other -> put(other, referredBy, ordered, above));
            ordered.add(table);
        }
    }
}
