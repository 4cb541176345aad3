package org.maslin.server.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.jobs.JobState;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of imports. */
final class ImportStore {

    /** What is safe of an import. */
    record Safe(long records, long taken, long present, long rejected, long rejectedBytes) {}

    private static final String IMPORT =
            """
            select i.id, i.project_id, i.job_id, i.wanted::text as wanted, j.state as job, j.error, i.records, i.taken,
                i.present, i.rejected, i.rejected_bytes, i.rolled_back, i.created_at, i.finished_at
            from imports i join jobs j on j.organisation_id = i.organisation_id and j.id = i.job_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(
            UUID organisation,
            UUID id,
            UUID project,
            UUID job,
            NewImport wanted,
            UUID creator,
            Instant at) {
        jdbc.sql(
                        """
                        insert into imports (organisation_id, id, project_id, job_id, name, wanted, created_by, created_at)
                        values (:organisation, :id, :project, :job, :name, cast(:wanted as jsonb), :creator, :at)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("project", project)
                .param("job", job)
                .param("name", wanted.name())
                .param("wanted", json.writeValueAsString(wanted))
                .param("creator", creator)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable Import get(UUID id) {
        return jdbc.sql(IMPORT + "where i.id = :id")
                .param("id", id)
                .query(this::imported)
                .optional()
                .orElse(null);
    }

    Safe safe(UUID id) {
        return jdbc.sql(
                        "select records, taken, present, rejected, rejected_bytes from imports where id = :id")
                .param("id", id)
                .query(
                        (row, n) ->
                                new Safe(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5)))
                .single();
    }

    List<Import> list(UUID project, @Nullable UUID before, int atMost) {
        return jdbc.sql(
                        IMPORT
                                + "where i.project_id = :project and (cast(:before as uuid) is null or i.id < :before)"
                                + " order by i.id desc limit :n")
                .param("project", project)
                .param("before", before)
                .param("n", atMost)
                .query(this::imported)
                .list();
    }

    void move(UUID id, Safe safe) {
        jdbc.sql(
                        """
                        update imports set records = :records, taken = :taken, present = :present, rejected = :rejected,
                            rejected_bytes = :bytes
                        where id = :id
                        """)
                .param("records", safe.records())
                .param("taken", safe.taken())
                .param("present", safe.present())
                .param("rejected", safe.rejected())
                .param("bytes", safe.rejectedBytes())
                .param("id", id)
                .update();
    }

    void finish(UUID id, boolean rolledBack, Instant at) {
        jdbc.sql("update imports set rolled_back = :back, finished_at = :at where id = :id")
                .param("back", rolledBack)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    private Import imported(ResultSet row, int n) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new Import(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("job_id", UUID.class),
                json.readValue(row.getString("wanted"), NewImport.class),
                finished == null
                        ? state(Json.constant(JobState.class, row.getString("job")))
                        : ImportState.DONE,
                row.getLong("records"),
                row.getLong("taken"),
                row.getLong("present"),
                row.getLong("rejected"),
                row.getBoolean("rolled_back"),
                row.getString("error"),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }

    private static ImportState state(JobState job) {
        return switch (job) {
            case FAILED, CANCELLED -> ImportState.STOPPED;
            case QUEUED, RUNNING, DONE -> ImportState.PENDING;
        };
    }
}
