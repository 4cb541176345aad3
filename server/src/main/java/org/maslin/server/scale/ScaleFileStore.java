package org.maslin.server.scale;

import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All SQL of the dialect's files. */
final class ScaleFileStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScaleFileStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(UUID organisation, Mode mode, ScaleFile file) {
        jdbc.sql(
                        """
                        insert into scale_files (organisation_id, id, mode, blob, name, mime_type, size, project_names,
                            fields, created_at)
                        values (:organisation, :id, :mode, :blob, :name, :type, :size, :projects,
                            cast(:fields as json), :at)
                        """)
                .param("organisation", organisation)
                .param("id", file.id())
                .param("mode", mode.word())
                .param("blob", file.blob())
                .param("name", file.name())
                .param("type", file.mimeType())
                .param("size", file.size())
                .param("projects", file.projects().toArray(String[]::new))
                .param("fields", file.fields().toString())
                .param("at", Timestamp.from(file.createdAt()))
                .update();
    }

    @Nullable ScaleFile get(Mode mode, UUID id) {
        return jdbc.sql(
                        """
                        select id, blob, name, mime_type, size, project_names, fields, created_at from scale_files
                        where mode = :mode and id = :id
                        """)
                .param("mode", mode.word())
                .param("id", id)
                .query(
                        (row, n) ->
                                new ScaleFile(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getLong(5),
                                        List.of((String[]) row.getArray(6).getArray()),
                                        (ObjectNode) json.readTree(row.getString(7)),
                                        row.getTimestamp(8).toInstant()))
                .optional()
                .orElse(null);
    }
}
