package org.maslin.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maslin.core.Figure;

/**
 * How often a reward model prefers the completion that people chose.
 *
 * @param all over all pairs
 * @param subsets the same in each subset, by name; pairs that name none are in {@code all} alone
 */
public record RewardAccuracies(Figure all, Map<String, Figure> subsets) {

    public RewardAccuracies {
        subsets = Collections.unmodifiableMap(new LinkedHashMap<>(subsets));
    }
}
