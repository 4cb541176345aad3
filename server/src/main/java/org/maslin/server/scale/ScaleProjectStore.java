package org.maslin.server.scale;

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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All SQL of the dialect's projects. */
final class ScaleProjectStore {

    private static final String PROJECT =
            "select id, name, type, rapid, studio, dataset_id, created_at from scale_projects ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScaleProjectStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds a project unless its name is taken; tells whether it did. */
    boolean add(UUID organisation, Mode mode, ScaleProject project) {
        return jdbc.sql(
                                """
                                insert into scale_projects (organisation_id, id, mode, name, type, rapid, studio,
                                    dataset_id, created_at)
                                values (:organisation, :id, :mode, :name, :type, :rapid, :studio, :dataset, :at)
                                on conflict (organisation_id, mode, name) do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", project.id())
                        .param("mode", mode.word())
                        .param("name", project.name())
                        .param("type", project.type().word())
                        .param("rapid", project.rapid())
                        .param("studio", project.studio())
                        .param("dataset", project.datasetId())
                        .param("at", Timestamp.from(project.createdAt()))
                        .update()
                == 1;
    }

    /** Lets changes of one project's parameters happen one after the other. */
    void lock(String id) {
        jdbc.sql("select id from scale_projects where id = :id for no key update")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void addParams(UUID organisation, String project, ObjectNode params, Instant at) {
        jdbc.sql(
                        """
                        insert into scale_project_params (organisation_id, project_id, version, params, created_at)
                        select :organisation, :project, coalesce(max(version) + 1, 0), cast(:params as json), :at
                        from scale_project_params where project_id = :project
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("params", params.toString())
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable ScaleProject named(Mode mode, String name) {
        return jdbc.sql(PROJECT + "where mode = :mode and name = :name")
                .param("mode", mode.word())
                .param("name", name)
                .query(
                        (row, n) ->
                                project(
                                        row,
                                        history(row.getString("id"))
                                                .getOrDefault(row.getString("id"), List.of())))
                .optional()
                .orElse(null);
    }

    List<ScaleProject> all(Mode mode) {
        Map<String, List<ScaleProject.Params>> histories = history(null);
        return jdbc.sql(PROJECT + "where mode = :mode order by id")
                .param("mode", mode.word())
                .query(
                        (row, n) ->
                                project(
                                        row,
                                        histories.getOrDefault(row.getString("id"), List.of())))
                .list();
    }

    private Map<String, List<ScaleProject.Params>> history(@Nullable String project) {
        var histories = new HashMap<String, List<ScaleProject.Params>>();
        jdbc.sql(
                        """
                        select project_id, version, params, created_at from scale_project_params
                        where cast(:project as text) is null or project_id = :project
                        order by project_id, version
                        """)
                .param("project", project)
                .query(
                        row -> {
                            histories
                                    .computeIfAbsent(row.getString(1), p -> new ArrayList<>())
                                    .add(
                                            new ScaleProject.Params(
                                                    row.getInt(2),
                                                    (ObjectNode) json.readTree(row.getString(3)),
                                                    row.getTimestamp(4).toInstant()));
                        });
        return histories;
    }

    private static ScaleProject project(ResultSet row, List<ScaleProject.Params> history)
            throws SQLException {
        return new ScaleProject(
                row.getString("id"),
                row.getString("name"),
                TaskType.named("type", row.getString("type")),
                row.getBoolean("rapid"),
                row.getBoolean("studio"),
                row.getString("dataset_id"),
                history,
                row.getTimestamp("created_at").toInstant());
    }
}
