package org.maslin.server.tasks;

import java.util.Locale;
import java.util.Set;
import org.maslin.server.plumbing.http.RefusedException;

/** Which state of a batch may follow which. */
final class BatchFlow {

    /** What somebody does to a batch. */
    enum Step {
        START(BatchState.IN_PROGRESS, Set.of(BatchState.STAGING)),
        PAUSE(BatchState.PAUSED, Set.of(BatchState.IN_PROGRESS)),
        RESUME(BatchState.IN_PROGRESS, Set.of(BatchState.PAUSED)),
        COMPLETE(BatchState.COMPLETED, Set.of(BatchState.IN_PROGRESS, BatchState.PAUSED)),
        CANCEL(
                BatchState.CANCELLED,
                Set.of(BatchState.STAGING, BatchState.IN_PROGRESS, BatchState.PAUSED));

        private final BatchState to;
        private final Set<BatchState> from;

        Step(BatchState to, Set<BatchState> from) {
            this.to = to;
            this.from = from;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private BatchFlow() {}

    /** The state after a step; one that has been taken already changes nothing. */
    static BatchState after(Step step, Batch batch) {
        if (batch.state() != step.to && !step.from.contains(batch.state())) {
            throw RefusedException.conflict(
                    "batch-state",
                    "The batch %s is %s, so it cannot be told to %s."
                            .formatted(batch.name(), word(batch.state()), step.word()),
                    "Make another batch for further tasks.");
        }
        return step.to;
    }

    /** Refuses tasks for a batch that has come to its end. */
    static void requireOpen(Batch batch) {
        if (batch.state() == BatchState.COMPLETED || batch.state() == BatchState.CANCELLED) {
            throw RefusedException.conflict(
                    "batch-closed",
                    "The batch %s is %s.".formatted(batch.name(), word(batch.state())),
                    "Make another batch for further tasks.");
        }
    }

    private static String word(BatchState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
