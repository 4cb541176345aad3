package org.maslin.server.workforce;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.identity.Annotator;

/**
 * One annotator's part in a project.
 *
 * @param secondsActive of all answers, also of those that were taken back
 * @param agreement share of the answers that are the consensus of two or more; null without such
 * @param cost null without a price
 */
public record Worker(
        Annotator annotator,
        long answers,
        double secondsActive,
        @Nullable Double medianSeconds,
        long skipped,
        long accepted,
        long fixed,
        long rejected,
        @Nullable Figure agreement,
        @Nullable Cost cost,
        List<Flag> flags) {
    public Worker {
        flags = List.copyOf(flags);
    }
}
