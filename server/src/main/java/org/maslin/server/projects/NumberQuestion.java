package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What number is it? The answer is a number.
 *
 * @param whole only whole numbers; false if absent
 * @param unit shown behind the number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NumberQuestion(
        String name,
        String caption,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Boolean whole,
        @Nullable String unit,
        @Nullable Asking asking)
        implements Question {

    public NumberQuestion {
        Question.checkHead(name, caption);
        if (low != null && high != null && low > high) {
            throw Question.bad("low and high", low + " and " + high, "low ≤ high");
        }
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        boolean allowed =
                answer instanceof Number number
                        && Double.isFinite(number.doubleValue())
                        && (low == null || number.doubleValue() >= low)
                        && (high == null || number.doubleValue() <= high)
                        && (!Boolean.TRUE.equals(whole)
                                || number.doubleValue() == Math.rint(number.doubleValue()));
        if (!allowed) {
            throw Answers.wrong(place, answer, expected());
        }
    }

    private String expected() {
        return (Boolean.TRUE.equals(whole) ? "a whole number" : "a number")
                + (low == null ? "" : ", at least " + low)
                + (high == null ? "" : ", at most " + high);
    }
}
