package org.maslin.server.exports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Split;
import org.maslin.server.jobs.JobState;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of exports. */
final class ExportStore {

    private static final int ROWS_A_FETCH = 500;

    private static final String EXPORT =
            """
            select e.id, e.project_id, e.job_id, e.wanted::text as wanted, j.state as job, e.row_count, e.skipped, e.bytes,
                e.sha256, e.created_at, e.ready_at, e.expires_at, e.removed_at
            from exports e join jobs j on j.organisation_id = e.organisation_id and j.id = e.job_id
            """;

    private static final String CHOSEN =
            """
            from tasks t join samples s on s.organisation_id = t.organisation_id and s.id = t.sample_id
                left join consensus c on c.organisation_id = t.organisation_id and c.task_id = t.id
            where t.project_id = :project and s.deleted_at is null
                and (cast(:state as text) is null or t.state = :state)
                and (cast(:split as text) is null or s.split = :split)
                and (cast(:least as float8) is null or c.probability >= :least)
                and (cast(:label as text) is null or c.label = :label)
                and (not :decided or c.task_id is not null)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ExportStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(
            UUID organisation,
            UUID id,
            UUID project,
            UUID job,
            NewExport wanted,
            UUID creator,
            Instant at) {
        jdbc.sql(
                        """
                        insert into exports (organisation_id, id, project_id, job_id, wanted, created_by, created_at)
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

    @Nullable Export get(UUID id) {
        return jdbc.sql(EXPORT + "where e.id = :id")
                .param("id", id)
                .query(this::export)
                .optional()
                .orElse(null);
    }

    List<Export> list(UUID project, @Nullable UUID before, int atMost) {
        return jdbc.sql(
                        EXPORT
                                + "where e.project_id = :project and (cast(:before as uuid) is null or e.id < :before)"
                                + " order by e.id desc limit :n")
                .param("project", project)
                .param("before", before)
                .param("n", atMost)
                .query(this::export)
                .list();
    }

    void ready(
            UUID id,
            long rows,
            long skipped,
            long bytes,
            String sha256,
            Instant at,
            Instant expires) {
        jdbc.sql(
                        """
                        update exports set row_count = :rows, skipped = :skipped, bytes = :bytes, sha256 = :sha256,
                            ready_at = :at, expires_at = :expires
                        where id = :id
                        """)
                .param("rows", rows)
                .param("skipped", skipped)
                .param("bytes", bytes)
                .param("sha256", sha256)
                .param("at", Timestamp.from(at))
                .param("expires", Timestamp.from(expires))
                .param("id", id)
                .update();
    }

    void removed(UUID id, Instant at) {
        jdbc.sql("update exports set removed_at = :at where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    List<UUID> expired(Instant now) {
        return jdbc.sql("select id from exports where expires_at <= :now and removed_at is null")
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    long count(UUID project, NewExport wanted) {
        return chosen("select count(*) " + CHOSEN, project, wanted).query(Long.class).single();
    }

    /** Every chosen task in the order of keys, a few at a time through a cursor. */
    void each(UUID project, NewExport wanted, Consumer<ExportRow> consumer) {
        chosen(
                        """
                        select t.id, t.key, t.state, s.id as sample_id, s.split, s.origin, s.content::text as content,
                            s.metadata::text as metadata, c.label, c.probability, c.answers, c.method,
                            coalesce((select json_object_agg(q.question, json_build_object('label', q.label,
                                'probability', q.probability, 'answers', q.answers, 'method', q.method)
                                order by q.question)
                            from question_consensus q
                            where q.organisation_id = t.organisation_id and q.task_id = t.id), '{}')::text as questions,
                            coalesce((select json_agg(json_build_object(
                                'id', a.id, 'annotatorId', a.user_id, 'annotator', u.name, 'kind', u.kind,
                                'label', a.label, 'answers', a.answers, 'revision', a.revision,
                                'ontologyVersion', a.ontology_version, 'guidelineVersion', a.guideline_version,
                                'secondsActive', a.seconds_active, 'submittedAt', a.submitted_at,
                                'prediction', o.prediction_id, 'origins', o.origins) order by a.user_id)
                            from annotations a
                                join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
                                left join annotation_origins o on o.organisation_id = a.organisation_id
                                    and o.annotation_id = a.id and o.revision = a.revision
                            where a.organisation_id = t.organisation_id and a.task_id = t.id and not a.withdrawn),
                            '[]')::text as annotations
                        """
                                + CHOSEN
                                + "order by t.key",
                        project,
                        wanted)
                .withFetchSize(ROWS_A_FETCH)
                .query((ResultSet row) -> consumer.accept(task(row)));
    }

    private JdbcClient.StatementSpec chosen(String sql, UUID project, NewExport wanted) {
        Split split = wanted.split();
        return jdbc.sql(sql)
                .param("project", project)
                .param("state", wanted.state() == null ? null : Json.word(wanted.state()))
                .param("split", split == null ? null : split.toString())
                .param("least", wanted.minProbability())
                .param("label", wanted.label())
                .param("decided", wanted.format().decidedOnly());
    }

    private static ExportRow task(ResultSet row) throws SQLException {
        String label = row.getString("label");
        return new ExportRow(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getString("state"),
                row.getObject("sample_id", UUID.class),
                row.getString("split"),
                row.getString("origin"),
                row.getString("content"),
                row.getString("metadata"),
                label == null
                        ? null
                        : new ExportRow.Decision(
                                label,
                                row.getDouble("probability"),
                                row.getInt("answers"),
                                row.getString("method")),
                row.getString("questions"),
                row.getString("annotations"));
    }

    private Export export(ResultSet row, int n) throws SQLException {
        Timestamp expires = row.getTimestamp("expires_at");
        return new Export(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("job_id", UUID.class),
                json.readValue(row.getString("wanted"), NewExport.class),
                state(row),
                row.getObject("row_count", Long.class),
                row.getObject("skipped", Long.class),
                row.getObject("bytes", Long.class),
                row.getString("sha256"),
                row.getTimestamp("created_at").toInstant(),
                expires == null ? null : expires.toInstant());
    }

    private static ExportState state(ResultSet row) throws SQLException {
        if (row.getTimestamp("removed_at") != null) {
            return ExportState.EXPIRED;
        }
        if (row.getTimestamp("ready_at") != null) {
            return ExportState.READY;
        }
        return switch (Json.constant(JobState.class, row.getString("job"))) {
            case FAILED, CANCELLED -> ExportState.STOPPED;
            case QUEUED, RUNNING, DONE -> ExportState.PENDING;
        };
    }
}
