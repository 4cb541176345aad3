package org.maslin.server.workforce;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * The work on a project.
 *
 * @param answers that stand, without those to gold
 * @param accepted of them: by review where there is one, else all
 * @param secondsActive of all answers, also of those to gold and those that were taken back
 * @param cost of all answers, those to gold too; null without a price
 * @param costPerAccepted with how far it would be off in other work like this; null without a price
 *     or an accepted answer
 * @param goldAnswers answers to gold; 0 where they are not shown
 * @param gold share of right answers to gold; null without such
 * @param days the days with work, in UTC, the oldest first
 * @param forecast null while there is nothing to tell it from
 */
public record Workforce(
        long answers,
        long accepted,
        double secondsActive,
        @Nullable Cost cost,
        @Nullable MeasuredCost costPerAccepted,
        long goldAnswers,
        @Nullable Figure gold,
        List<Worker> annotators,
        List<Day> days,
        @Nullable Forecast forecast) {
    public Workforce {
        annotators = List.copyOf(annotators);
        days = List.copyOf(days);
    }
}
