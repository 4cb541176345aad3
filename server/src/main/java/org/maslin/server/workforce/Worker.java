package org.maslin.server.workforce;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.identity.Annotator;

/**
 * One annotator's part in a project.
 *
 * @param answers that stand, without those to gold
 * @param secondsActive of all answers, also of those to gold and those that were taken back
 * @param medianSeconds of an answer; null where none has a time
 * @param agreement share of the answers that are the consensus of two or more; null without such
 * @param cost of all answers, those to gold too; null without a price
 * @param goldAnswers answers to gold; 0 where they are not shown
 * @param gold share of right answers to gold; null without such
 * @param stopped whether they get no more tasks
 */
public record Worker(
        Annotator annotator,
        long answers,
        double secondsActive,
        @Nullable Figure medianSeconds,
        long skipped,
        long accepted,
        long fixed,
        long rejected,
        @Nullable Figure agreement,
        @Nullable Cost cost,
        long goldAnswers,
        @Nullable Figure gold,
        boolean stopped,
        List<Flag> flags) {
    public Worker {
        flags = List.copyOf(flags);
    }
}
