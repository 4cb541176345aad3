package org.maslin.server.models;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of models. */
final class ModelStore {

    private static final String MODEL =
            """
            select id, name, kind, parent_id, version_id, parameters, bytes, simulated, created_at from models
            """;

    private final JdbcClient jdbc;

    ModelStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a model; one with the same weights stays as it is. Tells whether it was new. */
    boolean add(UUID organisation, Model model, String card) {
        return jdbc.sql(
                                """
                                insert into models (organisation_id, id, name, kind, parent_id, version_id, parameters,
                                    bytes, card, simulated, created_at)
                                values (:organisation, :id, :name, :kind, :parent, :version, :parameters,
                                    :bytes, :card, :simulated, :at)
                                on conflict do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", model.id())
                        .param("name", model.name())
                        .param("kind", Json.word(model.kind()))
                        .param("parent", model.parentId())
                        .param("version", model.versionId())
                        .param("parameters", model.parameters())
                        .param("bytes", model.bytes())
                        .param("card", card)
                        .param("simulated", model.simulated())
                        .param("at", Timestamp.from(model.createdAt()))
                        .update()
                == 1;
    }

    @Nullable Model get(String id) {
        return jdbc.sql(MODEL + "where id = :id")
                .param("id", id)
                .query(ModelStore::model)
                .optional()
                .orElse(null);
    }

    /** The newest of those with this name. */
    @Nullable Model named(String name) {
        return jdbc.sql(MODEL + "where name = :name order by created_at desc, id desc limit 1")
                .param("name", name)
                .query(ModelStore::model)
                .optional()
                .orElse(null);
    }

    String card(String id) {
        return jdbc.sql("select card from models where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    List<Model> list(@Nullable String after, int atMost) {
        return jdbc.sql(
                        MODEL
                                + """
                                where cast(:after as text) is null or (created_at, id) <
                                    (select created_at, id from models where id = :after)
                                order by created_at desc, id desc limit :n
                                """)
                .param("after", after)
                .param("n", atMost)
                .query(ModelStore::model)
                .list();
    }

    private static Model model(ResultSet row, int n) throws SQLException {
        return new Model(
                row.getString("id"),
                row.getString("name"),
                Json.constant(ModelKind.class, row.getString("kind")),
                row.getString("parent_id"),
                row.getString("version_id"),
                row.getLong("parameters"),
                row.getLong("bytes"),
                row.getBoolean("simulated"),
                row.getTimestamp("created_at").toInstant());
    }
}
