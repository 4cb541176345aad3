package org.maslin.server.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * What two models were found to be before anybody has judged.
 *
 * @param prompts how many both have answered
 * @param figures on the held-out pairs of a dataset version, by name
 * @param rewardAccuracy of the reward model in each subset of those pairs
 */
public record Comparison(
        int prompts,
        @Nullable Map<String, Figure> figures,
        @Nullable Map<String, Figure> rewardAccuracy) {

    /** A job of an older version of the product told the prompts alone. */
    public Comparison {
        figures = figures == null ? Map.of() : Map.copyOf(figures);
        rewardAccuracy = rewardAccuracy == null ? Map.of() : Map.copyOf(rewardAccuracy);
    }

    Map<String, Figure> measured() {
        return figures == null ? Map.of() : figures;
    }

    Map<String, Figure> subsets() {
        return rewardAccuracy == null ? Map.of() : rewardAccuracy;
    }
}
