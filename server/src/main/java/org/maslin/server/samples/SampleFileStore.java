package org.maslin.server.samples;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of the files that samples show. */
final class SampleFileStore {

    private static final TypeReference<List<StoredFile.PageSize>> PAGES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SampleFileStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void keep(UUID organisation, StoredFile file, Instant at) {
        jdbc.sql(
                        """
                        insert into sample_files (organisation_id, blob, name, type, bytes, width, height, orientation, pages, kept_at)
                        values (:organisation, :blob, :name, :type, :bytes, :width, :height, :orientation, cast(:pages as jsonb), :at)
                        on conflict (organisation_id, blob) do update
                            set kept_at = excluded.kept_at, pages = excluded.pages
                        """)
                .param("organisation", organisation)
                .param("blob", file.blob())
                .param("name", file.name())
                .param("type", file.type())
                .param("bytes", file.bytes())
                .param("width", file.width(), Types.INTEGER)
                .param("height", file.height(), Types.INTEGER)
                .param("orientation", file.orientation(), Types.INTEGER)
                .param(
                        "pages",
                        file.pages() == null ? null : json.writeValueAsString(file.pages()),
                        Types.VARCHAR)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable StoredFile get(String blob) {
        return jdbc.sql(
                        """
                        select blob, name, type, bytes, width, height, orientation, pages from sample_files
                        where blob = :blob
                        """)
                .param("blob", blob)
                .query(this::file)
                .optional()
                .orElse(null);
    }

    /** Notes which files samples show. */
    void show(UUID organisation, List<UUID> samples, List<String> blobs) {
        jdbc.sql(
                        """
                        insert into sample_blobs (organisation_id, sample_id, blob)
                        select :organisation, sample, blob
                        from unnest(cast(:samples as uuid[]), cast(:blobs as text[])) as shown (sample, blob)
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("samples", samples.stream().map(UUID::toString).toArray(String[]::new))
                .param("blobs", blobs.toArray(String[]::new))
                .update();
    }

    /** Forgets files that nothing shows; they are locked until the transaction ends. */
    List<String> forget(Instant before, int atMost) {
        return jdbc.sql(
                        """
                        delete from sample_files f where f.blob in (
                            select o.blob from sample_files o where o.kept_at < :before and not exists
                                (select 1 from sample_blobs s where s.organisation_id = o.organisation_id and s.blob = o.blob)
                            limit :n for update skip locked)
                        returning f.blob
                        """)
                .param("before", Timestamp.from(before))
                .param("n", atMost)
                .query(String.class)
                .list();
    }

    /** Those that the files of the other dialect do not share. */
    List<String> unshared(List<String> blobs) {
        return jdbc.sql(
                        """
                        select blob from unnest(cast(:blobs as text[])) as gone (blob)
                        where not exists (select 1 from scale_files f where f.blob = gone.blob)
                        """)
                .param("blobs", blobs.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private StoredFile file(ResultSet row, int n) throws SQLException {
        return new StoredFile(
                row.getString("blob"),
                row.getString("name"),
                row.getString("type"),
                row.getLong("bytes"),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                row.getObject("orientation", Integer.class),
                row.getString("pages") == null
                        ? null
                        : json.readValue(row.getString("pages"), PAGES));
    }
}
