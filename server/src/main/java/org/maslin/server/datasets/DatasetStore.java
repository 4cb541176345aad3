package org.maslin.server.datasets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of dataset versions. */
final class DatasetStore {

    private static final int ROWS_A_FETCH = 1_000;
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final String VERSION =
            """
            select id, project_id, name, kind, row_count, bytes, splits, manifest, simulated, created_at
            from versions
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;
    private final JsonMapper json;

    DatasetStore(JdbcClient jdbc, JdbcTemplate template, JsonMapper json) {
        this.jdbc = jdbc;
        this.streaming = template;
        this.json = json;
    }

    /** Hands out the decided tasks of a project in key order, a fetch at a time. */
    void decided(UUID project, double least, Consumer<DatasetFlow.Decided> taker) {
        streaming.query(
                connection -> {
                    var statement =
                            connection.prepareStatement(
                                    """
                                    select t.key, s.split, s.content, c.label, c.probability, c.answers
                                    from consensus c
                                    join tasks t on t.organisation_id = c.organisation_id and t.id = c.task_id
                                    join samples s on s.organisation_id = t.organisation_id and s.id = t.sample_id
                                    where c.project_id = ? and c.probability >= ? and s.deleted_at is null
                                    order by t.key
                                    """);
                    statement.setFetchSize(ROWS_A_FETCH);
                    statement.setObject(1, project);
                    statement.setDouble(2, least);
                    return statement;
                },
                (ResultSet row) ->
                        taker.accept(
                                new DatasetFlow.Decided(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getDouble(5),
                                        row.getInt(6))));
    }

    boolean hasSimulatedAnswers(UUID project) {
        return jdbc.sql(
                        """
                        select exists (select 1 from annotations a join users u
                            on u.organisation_id = a.organisation_id and u.id = a.user_id
                            where a.project_id = :project and not a.withdrawn and u.kind = 'simulated')
                        """)
                .param("project", project)
                .query(Boolean.class)
                .single();
    }

    /** Adds a version; one with the same content stays as it is. */
    void add(UUID organisation, DatasetVersion version) {
        jdbc.sql(
                        """
                        insert into versions (organisation_id, id, project_id, name, kind, row_count, bytes, splits,
                            manifest, simulated, created_at)
                        values (:organisation, :id, :project, :name, :kind, :rows, :bytes, cast(:splits as jsonb),
                            cast(:manifest as jsonb), :simulated, :at)
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("id", version.id())
                .param("project", version.projectId())
                .param("name", version.name())
                .param("kind", Json.word(version.kind()))
                .param("rows", version.rows())
                .param("bytes", version.bytes())
                .param("splits", json.writeValueAsString(version.splits()))
                .param("manifest", json.writeValueAsString(version.manifest()))
                .param("simulated", version.simulated())
                .param("at", Timestamp.from(version.createdAt()))
                .update();
    }

    /** Puts on record which tasks' consensus went into a version. */
    void addEdges(UUID organisation, UUID project, double least, String version) {
        jdbc.sql(
                        """
                        insert into provenance_edges
                            (organisation_id, from_kind, from_id, to_kind, to_id, activity)
                        select :organisation, 'consensus', 'c-' || c.task_id, 'version', :version, 'publish'
                        from consensus c where c.project_id = :project and c.probability >= :least
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("version", version)
                .param("project", project)
                .param("least", least)
                .update();
    }

    @Nullable DatasetVersion get(String id) {
        return jdbc.sql(VERSION + "where id = :id")
                .param("id", id)
                .query(this::version)
                .optional()
                .orElse(null);
    }

    List<DatasetVersion> list(@Nullable UUID project, @Nullable String after, int atMost) {
        return jdbc.sql(
                        VERSION
                                + """
                                where (cast(:project as uuid) is null or project_id = :project)
                                and (cast(:after as text) is null or (created_at, id) <
                                    (select created_at, id from versions where id = :after))
                                order by created_at desc, id desc limit :n
                                """)
                .param("project", project)
                .param("after", after)
                .param("n", atMost)
                .query(this::version)
                .list();
    }

    private DatasetVersion version(ResultSet row, int n) throws SQLException {
        return new DatasetVersion(
                row.getString("id"),
                row.getString("name"),
                row.getObject("project_id", UUID.class),
                Json.constant(DatasetVersion.Kind.class, row.getString("kind")),
                row.getLong("row_count"),
                json.readValue(row.getString("splits"), COUNTS),
                row.getLong("bytes"),
                row.getBoolean("simulated"),
                json.readValue(row.getString("manifest"), FIELDS),
                row.getTimestamp("created_at").toInstant());
    }
}
