package org.maslin.server.evaluation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * A comparison of a model with the base it came from.
 *
 * @param projectId where the judges answer
 * @param figures what was measured, by name
 * @param subsets the same of each subset of the prompts, where it is known what they are about
 * @param series the win-rate as judgements arrived
 * @param outcomes of each prompt, between 0 and 1, in the order of their tasks
 */
public record Evaluation(
        UUID id,
        String modelId,
        String baseId,
        @Nullable UUID projectId,
        State state,
        boolean simulated,
        int prompts,
        Map<String, Figure> figures,
        Map<String, Map<String, Figure>> subsets,
        List<Point> series,
        List<Double> outcomes,
        @Nullable Gate gate) {

    /** Whether the judges are still at it. */
    public enum State {
        RUNNING,
        DONE
    }

    /** The win-rate after so many judgements. */
    public record Point(long answers, Figure winRate) {}

    /** The same with more of the judgements counted. */
    Evaluation judged(
            Measured now,
            Map<String, Map<String, Figure>> bySubset,
            List<Point> points,
            boolean bySimulated) {
        return new Evaluation(
                id,
                modelId,
                baseId,
                projectId,
                state,
                simulated || bySimulated,
                prompts,
                now.figures(),
                bySubset,
                points,
                now.outcomes(),
                gate);
    }

    /** The same, with its verdict. */
    Evaluation closed(Gate verdict) {
        return new Evaluation(
                id,
                modelId,
                baseId,
                projectId,
                State.DONE,
                simulated,
                prompts,
                figures,
                subsets,
                series,
                outcomes,
                verdict);
    }

    public Measured measured() {
        return new Measured(figures, outcomes);
    }
}
