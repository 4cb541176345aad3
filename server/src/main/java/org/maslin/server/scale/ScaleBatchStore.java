package org.maslin.server.scale;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All SQL of the dialect's batches. */
final class ScaleBatchStore {

    /** Which batches to list; what is null leaves none out. */
    record Filter(
            @Nullable String project,
            ScaleBatch.@Nullable Status status,
            @Nullable Instant from,
            @Nullable Instant to) {}

    private static final String FROM =
            """
            from scale_batches b
            join scale_projects p on p.organisation_id = b.organisation_id and p.id = b.project_id
            """;

    private static final String BATCH =
            """
            select b.id, b.name, b.project_id, p.name as project, b.status, b.calibration, b.self_label, b.callback,
                b.metadata, b.studio_priority, b.created_at
            """
                    + FROM;

    private static final String MATCHING =
            """
            where b.mode = :mode and (cast(:project as text) is null or p.name = :project)
                and (cast(:status as text) is null or b.status = :status)
                and (cast(:from as timestamptz) is null or b.created_at >= :from)
                and (cast(:to as timestamptz) is null or b.created_at <= :to)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScaleBatchStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds a batch unless its name is taken; tells whether it did. */
    boolean add(UUID organisation, Mode mode, ScaleBatch batch) {
        return jdbc.sql(
                                """
                                insert into scale_batches (organisation_id, id, mode, name, project_id, status, calibration,
                                    self_label, callback, metadata, created_at)
                                values (:organisation, :id, :mode, :name, :project, :status, :calibration, :self, :callback,
                                    cast(:metadata as json), :at)
                                on conflict (organisation_id, mode, name) do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", batch.id())
                        .param("mode", mode.word())
                        .param("name", batch.name())
                        .param("project", batch.projectId())
                        .param("status", batch.status().word())
                        .param("calibration", batch.kind() == ScaleBatch.Kind.CALIBRATION)
                        .param("self", batch.kind() == ScaleBatch.Kind.SELF_LABEL)
                        .param("callback", batch.callback())
                        .param("metadata", batch.metadata().toString())
                        .param("at", Timestamp.from(batch.createdAt()))
                        .update()
                == 1;
    }

    @Nullable ScaleBatch named(Mode mode, String name) {
        return jdbc.sql(BATCH + "where b.mode = :mode and b.name = :name")
                .param("mode", mode.word())
                .param("name", name)
                .query(this::batch)
                .optional()
                .orElse(null);
    }

    /** Locks a batch: its status and its tasks' are looked at and changed by one at a time. */
    void lock(String id) {
        jdbc.sql("select id from scale_batches where id = :id for no key update")
                .param("id", id)
                .query(String.class)
                .single();
    }

    long count(Mode mode, Filter filter) {
        return matching("select count(*) " + FROM + MATCHING, mode, filter)
                .query(Long.class)
                .single();
    }

    /** Batches from the newest to the oldest. */
    List<ScaleBatch> list(Mode mode, Filter filter, int offset, int atMost) {
        return matching(
                        BATCH + MATCHING + "order by b.id desc offset :offset limit :n",
                        mode,
                        filter)
                .param("offset", offset)
                .param("n", atMost)
                .query(this::batch)
                .list();
    }

    private JdbcClient.StatementSpec matching(String sql, Mode mode, Filter filter) {
        return jdbc.sql(sql)
                .param("mode", mode.word())
                .param("project", filter.project())
                .param("status", filter.status() == null ? null : filter.status().word())
                .param("from", filter.from() == null ? null : Timestamp.from(filter.from()))
                .param("to", filter.to() == null ? null : Timestamp.from(filter.to()));
    }

    /** Batches that are not completed, in the order in which they are worked on. */
    List<ScaleBatch> unfinished(Mode mode) {
        return jdbc.sql(
                        BATCH
                                + """
                                where b.mode = :mode and b.status <> 'completed'
                                order by b.studio_priority nulls last, b.id
                                """)
                .param("mode", mode.word())
                .query(this::batch)
                .list();
    }

    /** How many tasks a batch has, by status. */
    Map<String, Integer> counts(String id) {
        var counts = new LinkedHashMap<String, Integer>();
        jdbc.sql(
                        """
                        select status, count(*) from scale_tasks where batch_id = :id group by status order by status
                        """)
                .param("id", id)
                .query(
                        row -> {
                            counts.put(row.getString(1), row.getInt(2));
                        });
        return counts;
    }

    void setMetadata(String id, ObjectNode metadata) {
        jdbc.sql("update scale_batches set metadata = cast(:metadata as json) where id = :id")
                .param("id", id)
                .param("metadata", metadata.toString())
                .update();
    }

    void finalizeBatch(String id, Instant at) {
        jdbc.sql(
                        """
                        update scale_batches set finalized_at = coalesce(finalized_at, :at),
                            status = case status when 'staging' then 'in_progress' else status end
                        where id = :id
                        """)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    /**
     * Brings the status of a locked batch up to date with its tasks; returns it. A finalized batch
     * is completed when it has tasks and none of them is pending.
     */
    String settle(String id) {
        return jdbc.sql(
                        """
                        update scale_batches b set status = case
                            when b.status = 'staging' then 'staging'
                            when b.finalized_at is not null
                                and exists (select 1 from scale_tasks t where t.batch_id = b.id)
                                and not exists (select 1 from scale_tasks t where t.batch_id = b.id and t.status = 'pending')
                            then 'completed' else 'in_progress' end
                        where b.id = :id
                        returning status
                        """)
                .param("id", id)
                .query(String.class)
                .single();
    }

    void setPriority(String id, @Nullable Integer priority) {
        jdbc.sql("update scale_batches set studio_priority = :priority where id = :id")
                .param("id", id)
                .param("priority", priority, java.sql.Types.INTEGER)
                .update();
    }

    void clearPriorities(Mode mode) {
        jdbc.sql("update scale_batches set studio_priority = null where mode = :mode")
                .param("mode", mode.word())
                .update();
    }

    private ScaleBatch batch(ResultSet row, int n) throws SQLException {
        int priority = row.getInt("studio_priority");
        Integer known = row.wasNull() ? null : priority;
        return new ScaleBatch(
                row.getString("id"),
                row.getString("name"),
                row.getString("project_id"),
                row.getString("project"),
                Objects.requireNonNull(ScaleBatch.Status.named(row.getString("status"))),
                row.getBoolean("calibration")
                        ? ScaleBatch.Kind.CALIBRATION
                        : row.getBoolean("self_label")
                                ? ScaleBatch.Kind.SELF_LABEL
                                : ScaleBatch.Kind.PRODUCTION,
                row.getString("callback"),
                (ObjectNode) json.readTree(row.getString("metadata")),
                known,
                row.getTimestamp("created_at").toInstant());
    }
}
