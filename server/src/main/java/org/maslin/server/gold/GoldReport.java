package org.maslin.server.gold;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.identity.Annotator;

/**
 * How right the answers to a project's gold are.
 *
 * @param accuracy of everybody's answers; null without answers
 * @param days the days with answers, in UTC, the oldest first
 */
public record GoldReport(
        long answers,
        @Nullable Figure accuracy,
        List<AnnotatorGold> annotators,
        List<GoldDay> days) {

    public GoldReport {
        annotators = List.copyOf(annotators);
        days = List.copyOf(days);
    }

    /**
     * One annotator's part.
     *
     * @param below whether it is less than the project asks for
     * @param stopped whether they get no more tasks
     */
    public record AnnotatorGold(
            Annotator annotator,
            long answers,
            @Nullable Figure accuracy,
            boolean below,
            boolean stopped) {}

    /** The answers of one day. */
    public record GoldDay(LocalDate day, @Nullable Figure accuracy) {}
}
