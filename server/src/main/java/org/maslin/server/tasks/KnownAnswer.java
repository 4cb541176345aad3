package org.maslin.server.tasks;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * The answer that is known to a task.
 *
 * @param expected answers by question, in the sample's own order; to all questions or some
 * @param explanation why it is right, for those who are told
 * @param tolerance by question, how far a number may be off; 0 if absent
 */
public record KnownAnswer(
        Map<String, Object> expected,
        @Nullable String explanation,
        @Nullable Map<String, Double> tolerance) {

    private static final int LONGEST = 20_000;

    public KnownAnswer {
        expected = Map.copyOf(expected);
        tolerance = tolerance == null ? Map.of() : Map.copyOf(tolerance);
        if (expected.isEmpty()) {
            throw new BadInputException(
                    "expected",
                    "no answer",
                    "the right answer to one question or more",
                    "Make a task without a known answer instead.");
        }
        if (explanation != null && explanation.length() > LONGEST) {
            throw new BadInputException(
                    "explanation",
                    explanation.length() + " characters",
                    "at most 20,000",
                    "Put longer explanations into the guideline.");
        }
        tolerance.forEach(
                (question, off) -> {
                    if (!(off >= 0 && off < Double.POSITIVE_INFINITY)) {
                        throw new BadInputException(
                                "tolerance." + question,
                                off.toString(),
                                "0 or more",
                                "Leave it out if the number must be met.");
                    }
                });
    }

    Map<String, Double> toleranceOrNone() {
        return tolerance == null ? Map.of() : tolerance;
    }
}
