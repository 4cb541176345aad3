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
 * @param series the win-rate as judgements arrived
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
        List<Point> series,
        @Nullable Gate gate) {

    /** Whether the judges are still at it. */
    public enum State {
        RUNNING,
        DONE
    }

    /** The win-rate after so many judgements. */
    public record Point(long answers, Figure winRate) {}
}
