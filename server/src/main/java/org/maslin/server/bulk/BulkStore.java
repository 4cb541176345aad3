package org.maslin.server.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.server.jobs.JobState;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of bulk changes. */
final class BulkStore {

    /**
     * What is safe of a change.
     *
     * @param cursor behind which it goes on
     */
    record Safe(@Nullable String cursor, long read, long changed, long refused) {}

    private static final String BULK =
            """
            select b.id, b.project_id, b.job_id, b.wanted::text as wanted, b.read, b.changed, b.refused, b.created_at,
                b.finished_at, j.state as job, j.error
            from bulk_changes b join jobs j on j.organisation_id = b.organisation_id and j.id = b.job_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    BulkStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(
            UUID organisation,
            UUID id,
            UUID project,
            UUID job,
            NewBulkChange wanted,
            UUID creator,
            Instant at) {
        jdbc.sql(
                        """
                        insert into bulk_changes (organisation_id, id, project_id, job_id, wanted, created_by, created_at)
                        values (:organisation, :id, :project, :job, cast(:wanted as jsonb), :creator, :at)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("project", project)
                .param("job", job)
                .param("wanted", json.writeValueAsString(wanted))
                .param("creator", creator)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable BulkChange get(UUID id) {
        return jdbc.sql(BULK + "where b.id = :id")
                .param("id", id)
                .query(this::change)
                .optional()
                .orElse(null);
    }

    List<BulkChange> list(UUID project, @Nullable UUID before, int atMost) {
        return jdbc.sql(
                        BULK
                                + "where b.project_id = :project and (cast(:before as uuid) is null or b.id < :before)"
                                + " order by b.id desc limit :n")
                .param("project", project)
                .param("before", before)
                .param("n", atMost)
                .query(this::change)
                .list();
    }

    Safe safe(UUID id) {
        return jdbc.sql("select cursor, read, changed, refused from bulk_changes where id = :id")
                .param("id", id)
                .query(
                        (row, n) ->
                                new Safe(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                .single();
    }

    void move(UUID id, Safe safe) {
        jdbc.sql(
                        """
                        update bulk_changes set cursor = :cursor, read = :read, changed = :changed, refused = :refused
                        where id = :id
                        """)
                .param("cursor", safe.cursor())
                .param("read", safe.read())
                .param("changed", safe.changed())
                .param("refused", safe.refused())
                .param("id", id)
                .update();
    }

    void finish(UUID id, Instant at) {
        jdbc.sql("update bulk_changes set finished_at = :at where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void refuse(UUID organisation, UUID project, UUID id, List<BulkRefusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into bulk_refusals (organisation_id, project_id, bulk_id, n, key, reason, hint)
                        select :organisation, :project, :id, n, key, reason, hint
                        from unnest(cast(:numbers as bigint[]), cast(:keys as text[]), cast(:reasons as text[]),
                            cast(:hints as text[])) as line (n, key, reason, hint)
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("id", id)
                .param("numbers", refusals.stream().mapToLong(BulkRefusal::n).toArray())
                .param("keys", texts(refusals, BulkRefusal::key))
                .param("reasons", texts(refusals, BulkRefusal::reason))
                .param("hints", texts(refusals, BulkRefusal::hint))
                .update();
    }

    private static String[] texts(List<BulkRefusal> refusals, Function<BulkRefusal, String> value) {
        return refusals.stream().map(value).toArray(String[]::new);
    }

    List<BulkRefusal> refusals(UUID id, long after, int atMost) {
        return jdbc.sql(
                        """
                        select n, key, reason, hint from bulk_refusals where bulk_id = :id and n > :after
                        order by n limit :most
                        """)
                .param("id", id)
                .param("after", after)
                .param("most", atMost)
                .query(
                        (row, n) ->
                                new BulkRefusal(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)))
                .list();
    }

    private BulkChange change(ResultSet row, int n) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new BulkChange(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("job_id", UUID.class),
                json.readValue(row.getString("wanted"), NewBulkChange.class),
                finished == null
                        ? state(Json.constant(JobState.class, row.getString("job")))
                        : BulkState.DONE,
                row.getLong("read"),
                row.getLong("changed"),
                row.getLong("refused"),
                row.getString("error"),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }

    private static BulkState state(JobState job) {
        return switch (job) {
            case FAILED, CANCELLED -> BulkState.STOPPED;
            case QUEUED, RUNNING, DONE -> BulkState.PENDING;
        };
    }
}
