package org.maslin.server.workforce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The work on a project.
 *
 * @param answers that stand
 * @param accepted of them: by review where there is one, else all
 * @param secondsActive of all answers, also of those that were taken back
 * @param cost null without a price
 * @param costPerAccepted null without a price or an accepted answer
 * @param days the days with work, in UTC, the oldest first
 * @param forecast null while there is nothing to tell it from
 */
public record Workforce(
        long answers,
        long accepted,
        double secondsActive,
        @Nullable Cost cost,
        @Nullable Cost costPerAccepted,
        List<Worker> annotators,
        List<Day> days,
        @Nullable Forecast forecast) {
    public Workforce {
        annotators = List.copyOf(annotators);
        days = List.copyOf(days);
    }
}
