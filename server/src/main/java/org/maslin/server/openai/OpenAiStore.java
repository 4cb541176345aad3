package org.maslin.server.openai;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of the dialect's files and fine-tuning jobs. */
final class OpenAiStore {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String FILE =
            "select id, name, purpose, blob, bytes, created_at from openai_files ";
    private static final String FINE_TUNE =
            """
            select id, job_id, model, model_id, file_id, method, suffix, settings, created_at
            from openai_fine_tunes
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OpenAiStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(UUID organisation, OpenAiFile file) {
        jdbc.sql(
                        """
                        insert into openai_files (organisation_id, id, name, purpose, blob, bytes, created_at)
                        values (:organisation, :id, :name, :purpose, :blob, :bytes, :at)
                        """)
                .param("organisation", organisation)
                .param("id", file.id())
                .param("name", file.name())
                .param("purpose", file.purpose())
                .param("blob", file.blob())
                .param("bytes", file.bytes())
                .param("at", Timestamp.from(file.createdAt()))
                .update();
    }

    @Nullable OpenAiFile file(UUID id) {
        return jdbc.sql(FILE + "where id = :id")
                .param("id", id)
                .query(OpenAiStore::asFile)
                .optional()
                .orElse(null);
    }

    /** The newest first. */
    List<OpenAiFile> files(@Nullable String purpose, @Nullable UUID after, int atMost) {
        return jdbc.sql(
                        FILE
                                + """
                                where (cast(:purpose as text) is null or purpose = :purpose)
                                    and (cast(:after as uuid) is null or id < :after)
                                order by id desc limit :n
                                """)
                .param("purpose", purpose)
                .param("after", after)
                .param("n", atMost)
                .query(OpenAiStore::asFile)
                .list();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from openai_files where id = :id").param("id", id).update() == 1;
    }

    void add(UUID organisation, FineTuneRow row) {
        jdbc.sql(
                        """
                        insert into openai_fine_tunes (organisation_id, id, job_id, model, model_id, file_id, method, suffix,
                            settings, created_at)
                        values (:organisation, :id, :job, :model, :modelId, :file, :method, :suffix,
                            cast(:settings as jsonb), :at)
                        """)
                .param("organisation", organisation)
                .param("id", row.id())
                .param("job", row.jobId())
                .param("model", row.model())
                .param("modelId", row.modelId())
                .param("file", row.fileId())
                .param("method", Json.word(row.method()))
                .param("suffix", row.suffix())
                .param("settings", json.writeValueAsString(row.settings()))
                .param("at", Timestamp.from(row.createdAt()))
                .update();
    }

    @Nullable FineTuneRow fineTune(UUID id) {
        return jdbc.sql(FINE_TUNE + "where id = :id")
                .param("id", id)
                .query(this::asFineTune)
                .optional()
                .orElse(null);
    }

    /** The newest first. */
    List<FineTuneRow> fineTunes(@Nullable UUID after, int atMost) {
        return jdbc.sql(
                        FINE_TUNE
                                + """
                                where cast(:after as uuid) is null or id < :after
                                order by id desc limit :n
                                """)
                .param("after", after)
                .param("n", atMost)
                .query(this::asFineTune)
                .list();
    }

    private static OpenAiFile asFile(ResultSet row, int n) throws SQLException {
        return new OpenAiFile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("purpose"),
                row.getString("blob"),
                row.getLong("bytes"),
                row.getTimestamp("created_at").toInstant());
    }

    private FineTuneRow asFineTune(ResultSet row, int n) throws SQLException {
        return new FineTuneRow(
                row.getObject("id", UUID.class),
                row.getObject("job_id", UUID.class),
                row.getString("model"),
                row.getString("model_id"),
                row.getObject("file_id", UUID.class),
                Json.constant(FineTuneRow.Method.class, row.getString("method")),
                row.getString("suffix"),
                json.readValue(row.getString("settings"), FIELDS),
                row.getTimestamp("created_at").toInstant());
    }
}
