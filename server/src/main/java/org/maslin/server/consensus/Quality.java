package org.maslin.server.consensus;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.identity.Annotator;

/**
 * Agreement, annotator skill and consensus of a project in numbers.
 *
 * @param decided tasks with a consensus
 * @param simulated whether answers of simulated annotators count in these numbers
 * @param gold share of right answers to gold; null without such
 * @param agreement null as long as no task has two answers
 * @param series agreement as answers arrived, thinned out to 200 points
 */
public record Quality(
        long answers,
        long tasks,
        long decided,
        boolean simulated,
        String method,
        @Nullable Figure agreement,
        @Nullable Figure gold,
        List<AnnotatorQuality> annotators,
        List<Point> series) {

    public Quality {
        annotators = List.copyOf(annotators);
        series = List.copyOf(series);
    }

    /**
     * How good one annotator's answers are.
     *
     * @param gold share of right answers to gold; null without such
     */
    public record AnnotatorQuality(
            Annotator annotator,
            Figure skill,
            int answers,
            @Nullable Figure medianSeconds,
            @Nullable Figure gold) {}

    /** Agreement after so many answers. */
    public record Point(long answers, Figure agreement, Instant at) {}
}
