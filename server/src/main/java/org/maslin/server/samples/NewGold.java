package org.maslin.server.samples;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * The answer that is known to a sample, which makes its task gold.
 *
 * @param expected answers by question, in the sample's own order; to all questions or some
 * @param explanation why it is right
 * @param tolerance by question, how far a number may be off; 0 if absent
 */
public record NewGold(
        Map<String, Object> expected,
        @Nullable String explanation,
        @Nullable Map<String, Double> tolerance) {

    public NewGold {
        if (expected.isEmpty()) {
            throw new BadInputException(
                    "gold.expected",
                    "no answer",
                    "the right answer to one question or more",
                    "Leave gold out for a task without a known answer.");
        }
        expected = Map.copyOf(expected);
        tolerance = tolerance == null ? null : Map.copyOf(tolerance);
    }
}
