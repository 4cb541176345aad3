package org.maslin.server.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of batches. A state stands on the batch alone; no task is touched when it changes. */
final class BatchStore {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final String BATCH =
            """
            select b.id, b.project_id, b.name, b.kind, b.state, b.priority, b.metadata, b.rule, b.adaptive, b.created_at,
                c.tasks, c.completed, c.cancelled, c.answers, c.needed
            from batches b
            left join lateral (
                select coalesce(sum(tasks), 0) as tasks, coalesce(sum(completed), 0) as completed,
                    coalesce(sum(cancelled), 0) as cancelled, coalesce(sum(answers), 0) as answers,
                    coalesce(sum(needed), 0) as needed
                from task_counts c
                where c.organisation_id = b.organisation_id and c.project_id = b.project_id and c.batch_id = b.id) c on true
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    BatchStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds a batch unless its name is taken in the project; tells whether it did. */
    boolean add(UUID organisation, UUID id, UUID project, NewBatch batch, Instant at) {
        return jdbc.sql(
                                """
                                insert into batches (organisation_id, id, project_id, name, kind, state, priority, metadata,
                                    rule, created_at)
                                values (:organisation, :id, :project, :name, :kind, :state, :priority,
                                    cast(:metadata as jsonb), cast(:rule as jsonb), :at)
                                on conflict (organisation_id, project_id, name) do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", id)
                        .param("project", project)
                        .param("name", batch.name())
                        .param("kind", Json.word(batch.kindOrProduction()))
                        .param("state", Json.word(batch.stateOrStaging()))
                        .param("priority", batch.priorityOrZero())
                        .param(
                                "metadata",
                                batch.metadata() == null
                                        ? "{}"
                                        : json.writeValueAsString(batch.metadata()))
                        .param("rule", json.writeValueAsString(batch.ruleOrEverybody()))
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    @Nullable Batch get(UUID id) {
        return jdbc.sql(BATCH + "where b.id = :id")
                .param("id", id)
                .query(this::batch)
                .optional()
                .orElse(null);
    }

    /** The same, locked until the transaction ends. */
    @Nullable Batch lock(UUID id) {
        return jdbc.sql(BATCH + "where b.id = :id for no key update of b")
                .param("id", id)
                .query(this::batch)
                .optional()
                .orElse(null);
    }

    List<Batch> list(UUID project, @Nullable String after, int atMost) {
        return jdbc.sql(
                        BATCH
                                + "where b.project_id = :project and b.name > :after order by b.name limit :n")
                .param("project", project)
                .param("after", after == null ? "" : after)
                .param("n", atMost)
                .query(this::batch)
                .list();
    }

    /** The batches of a project that are in progress, in the order of their claims. */
    List<OpenBatches.Open> open(UUID project) {
        return jdbc.sql(
                        """
                        select b.id, b.rule, p.work_rule from batches b
                            join projects p on p.organisation_id = b.organisation_id and p.id = b.project_id
                        where b.project_id = :project and b.state = 'in-progress' and p.state = 'active'
                        order by b.priority desc, b.created_at, b.id
                        """)
                .param("project", project)
                .query(
                        (row, n) ->
                                new OpenBatches.Open(
                                        row.getObject(1, UUID.class),
                                        rule(row.getString(2)).or(rule(row.getString(3)))))
                .list();
    }

    private WorkRule rule(String text) {
        return json.readValue(text, WorkRule.class);
    }

    /** Whom the batches of a project are for that do not say so themselves. */
    @Nullable WorkRule ruleOf(UUID project) {
        return jdbc.sql("select work_rule from projects where id = :id")
                .param("id", project)
                .query((row, n) -> rule(row.getString(1)))
                .optional()
                .orElse(null);
    }

    void setRuleOf(UUID project, WorkRule rule) {
        jdbc.sql("update projects set work_rule = cast(:rule as jsonb) where id = :id")
                .param("rule", json.writeValueAsString(rule))
                .param("id", project)
                .update();
    }

    void setState(UUID id, BatchState state) {
        jdbc.sql("update batches set state = :state where id = :id")
                .param("state", Json.word(state))
                .param("id", id)
                .update();
    }

    void change(UUID id, int priority, Map<String, Object> metadata, WorkRule rule) {
        jdbc.sql(
                        """
                        update batches set priority = :priority, metadata = cast(:metadata as jsonb),
                            rule = cast(:rule as jsonb)
                        where id = :id
                        """)
                .param("rule", json.writeValueAsString(rule))
                .param("priority", priority)
                .param("metadata", json.writeValueAsString(metadata))
                .param("id", id)
                .update();
    }

    private @Nullable AdaptiveOverlap adaptive(@Nullable String text) {
        return text == null ? null : json.readValue(text, AdaptiveOverlap.class);
    }

    private Batch batch(ResultSet row, int n) throws SQLException {
        return new Batch(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("name"),
                Json.constant(BatchKind.class, row.getString("kind")),
                Json.constant(BatchState.class, row.getString("state")),
                row.getInt("priority"),
                json.readValue(row.getString("metadata"), FIELDS),
                json.readValue(row.getString("rule"), WorkRule.class),
                adaptive(row.getString("adaptive")),
                new BatchCounts(
                        row.getLong("tasks"),
                        row.getLong("completed"),
                        row.getLong("cancelled"),
                        row.getLong("answers"),
                        row.getLong("needed")),
                row.getTimestamp("created_at").toInstant());
    }
}
