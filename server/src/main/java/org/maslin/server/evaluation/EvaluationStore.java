package org.maslin.server.evaluation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.plumbing.db.ArrayText;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of evaluations. */
final class EvaluationStore {

    private static final TypeReference<Map<String, Figure>> FIGURES = new TypeReference<>() {};
    private static final TypeReference<List<Evaluation.Point>> SERIES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EvaluationStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes an evaluation as it is now, new or known. */
    void put(UUID organisation, Evaluation evaluation, Instant at) {
        jdbc.sql(
                        """
                        insert into evaluations (organisation_id, id, model_id, base_id, project_id, state, simulated,
                            prompts, figures, series, outcomes, gate, created_at)
                        values (:organisation, :id, :model, :base, :project, :state, :simulated,
                            :prompts, cast(:figures as jsonb), cast(:series as jsonb), cast(:outcomes as float8[]),
                            cast(:gate as jsonb), :at)
                        on conflict (organisation_id, id) do update set state = excluded.state,
                            project_id = excluded.project_id, simulated = excluded.simulated,
                            figures = excluded.figures, series = excluded.series,
                            outcomes = excluded.outcomes, gate = excluded.gate
                        """)
                .param("organisation", organisation)
                .param("id", evaluation.id())
                .param("model", evaluation.modelId())
                .param("base", evaluation.baseId())
                .param("project", evaluation.projectId())
                .param("state", Json.word(evaluation.state()))
                .param("simulated", evaluation.simulated())
                .param("prompts", evaluation.prompts())
                .param("figures", json.writeValueAsString(evaluation.figures()))
                .param("series", json.writeValueAsString(evaluation.series()))
                .param("outcomes", ArrayText.of(evaluation.outcomes()))
                .param(
                        "gate",
                        evaluation.gate() == null
                                ? null
                                : json.writeValueAsString(evaluation.gate()))
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable Evaluation get(UUID id) {
        return jdbc.sql(
                        """
                        select id, model_id, base_id, project_id, state, simulated, prompts, figures, series,
                            outcomes, gate
                        from evaluations where id = :id
                        """)
                .param("id", id)
                .query(this::evaluation)
                .optional()
                .orElse(null);
    }

    private Evaluation evaluation(ResultSet row, int n) throws SQLException {
        String gate = row.getString("gate");
        return new Evaluation(
                row.getObject("id", UUID.class),
                row.getString("model_id"),
                row.getString("base_id"),
                row.getObject("project_id", UUID.class),
                Json.constant(Evaluation.State.class, row.getString("state")),
                row.getBoolean("simulated"),
                row.getInt("prompts"),
                json.readValue(row.getString("figures"), FIGURES),
                json.readValue(row.getString("series"), SERIES),
                List.of((Double[]) row.getArray("outcomes").getArray()),
                gate == null ? null : json.readValue(gate, Gate.class));
    }
}
