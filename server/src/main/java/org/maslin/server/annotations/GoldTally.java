package org.maslin.server.annotations;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.quality.Interval;
import org.maslin.server.identity.Annotator;

/**
 * An annotator's answers to gold, of a day or of all time.
 *
 * @param day in UTC; null for all time
 * @param correct of the answers, those that are right
 * @param secondsActive of all answers, also of those that were taken back
 */
public record GoldTally(
        Annotator annotator,
        @Nullable LocalDate day,
        long answers,
        long correct,
        double secondsActive) {

    /** The share of right answers; null without answers. */
    public @Nullable Figure accuracy() {
        return accuracy(correct, answers);
    }

    /** The share of right answers; null without answers. */
    public static @Nullable Figure accuracy(long correct, long answers) {
        if (answers == 0) {
            return null;
        }
        Interval ends = Interval.wilson(correct, answers);
        return Figure.withInterval(
                (double) correct / answers,
                ends.low(),
                ends.high(),
                answers,
                "share of right answers to gold, Wilson");
    }
}
