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
    private static final TypeReference<Map<String, Map<String, Figure>>> SUBSETS =
            new TypeReference<>() {};
    private static final TypeReference<List<Evaluation.Point>> SERIES = new TypeReference<>() {};
    private static final TypeReference<List<JudgedPrompt.Verdict>> VERDICTS =
            new TypeReference<>() {};

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
                            prompts, figures, subsets, series, outcomes, gate, created_at)
                        values (:organisation, :id, :model, :base, :project, :state, :simulated,
                            :prompts, cast(:figures as jsonb), cast(:subsets as jsonb), cast(:series as jsonb),
                            cast(:outcomes as float8[]), cast(:gate as jsonb), :at)
                        on conflict (organisation_id, id) do update set state = excluded.state,
                            project_id = excluded.project_id, simulated = excluded.simulated,
                            figures = excluded.figures, subsets = excluded.subsets, series = excluded.series,
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
                .param("subsets", json.writeValueAsString(evaluation.subsets()))
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
                        select id, model_id, base_id, project_id, state, simulated, prompts, figures, subsets,
                            series, outcomes, gate
                        from evaluations where id = :id
                        """)
                .param("id", id)
                .query(this::evaluation)
                .optional()
                .orElse(null);
    }

    /** Writes the prompts with their answers, or what was judged of them since. */
    void putPrompts(UUID organisation, UUID evaluation, List<JudgedPrompt> prompts) {
        jdbc.sql(
                        """
                        insert into evaluation_prompts (organisation_id, evaluation_id, place, key, subset, prompt,
                            base, model, log_ratio, outcome, verdicts)
                        select :organisation, :evaluation, place, key, subset, prompt, base, model, "logRatio",
                            outcome, verdicts
                        from jsonb_to_recordset(cast(:prompts as jsonb)) as one (place int, key text, subset text,
                            prompt text, base text, model text, "logRatio" float8, outcome float8, verdicts jsonb)
                        on conflict (organisation_id, evaluation_id, place) do update
                            set outcome = excluded.outcome, verdicts = excluded.verdicts
                            where evaluation_prompts.verdicts <> excluded.verdicts
                        """)
                .param("organisation", organisation)
                .param("evaluation", evaluation)
                .param("prompts", json.writeValueAsString(prompts))
                .update();
    }

    /**
     * The prompts of an evaluation in order.
     *
     * @param outcome those judged so alone
     * @param subset those of this subset alone
     * @param after the place before the first
     */
    List<JudgedPrompt> prompts(
            UUID evaluation,
            JudgedPrompt.@Nullable Outcome outcome,
            @Nullable String subset,
            int after,
            int atMost) {
        return jdbc.sql(
                        """
                        select place, key, subset, prompt, base, model, log_ratio, outcome, verdicts
                        from evaluation_prompts
                        where evaluation_id = :evaluation and place > :after
                            and (cast(:subset as text) is null or subset = :subset)
                            and case cast(:outcome as text)
                                when 'won' then outcome > 0.5
                                when 'lost' then outcome < 0.5
                                when 'tied' then outcome = 0.5
                                when 'open' then outcome is null
                                else true end
                        order by place limit :most
                        """)
                .param("evaluation", evaluation)
                .param("after", after)
                .param("subset", subset)
                .param("outcome", outcome == null ? null : Json.word(outcome))
                .param("most", atMost)
                .query(this::prompt)
                .list();
    }

    private JudgedPrompt prompt(ResultSet row, int n) throws SQLException {
        return new JudgedPrompt(
                row.getInt("place"),
                row.getString("key"),
                row.getString("subset"),
                row.getString("prompt"),
                row.getString("base"),
                row.getString("model"),
                row.getDouble("log_ratio"),
                row.getObject("outcome", Double.class),
                json.readValue(row.getString("verdicts"), VERDICTS));
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
                json.readValue(row.getString("subsets"), SUBSETS),
                json.readValue(row.getString("series"), SERIES),
                List.of((Double[]) row.getArray("outcomes").getArray()),
                gate == null ? null : json.readValue(gate, Gate.class));
    }
}
