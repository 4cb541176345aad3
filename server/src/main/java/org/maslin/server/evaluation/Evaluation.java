package org.maslin.server.evaluation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * A comparison of a model with its base.
 *
 * @param projectId where the judges answer
 * @param simulated whether simulated judges or training answers count in it
 * @param figures what was measured so far, by name
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

    /** Whether more is to come. */
    public enum State {
        RUNNING,
        DONE
    }

    /** The win-rate after so many judgements. */
    public record Point(long answers, Figure winRate) {}

    public Evaluation {
        series = List.copyOf(series);
    }
}
