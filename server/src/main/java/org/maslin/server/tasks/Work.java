package org.maslin.server.tasks;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;

/**
 * An assignment of mine.
 *
 * @param shown the order of the candidates: the place in the sample of each one shown
 * @param draft the unfinished answer
 */
public record Work(
        UUID assignmentId,
        UUID projectId,
        UUID taskId,
        String taskKey,
        UUID sampleId,
        Annotator annotator,
        AssignmentState state,
        Instant leaseUntil,
        int[] shown,
        @Nullable Map<String, Object> draft) {

    /** The same with this order of the candidates. */
    Work showing(int[] order) {
        return new Work(
                assignmentId,
                projectId,
                taskId,
                taskKey,
                sampleId,
                annotator,
                state,
                leaseUntil,
                order,
                draft);
    }

    /** Whether the task's answers still count on this assignment. */
    boolean holdsPlace() {
        return state == AssignmentState.LEASED;
    }
}
