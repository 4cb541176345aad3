package org.maslin.server.tasks;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;

/**
 * An assignment of mine.
 *
 * @param taskId of the task, or of the task with a known answer
 * @param shown the order of the candidates: the place in the sample of each one shown
 * @param draft the unfinished answer
 * @param purpose null unless the answer is known
 * @param attempt at a test; 1 elsewhere
 * @param calledId the task's id as the annotator knows it
 * @param calledKey the task's key as the annotator knows it
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
        @Nullable Map<String, Object> draft,
        @Nullable Purpose purpose,
        int attempt,
        UUID calledId,
        String calledKey) {

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
                draft,
                purpose,
                attempt,
                calledId,
                calledKey);
    }

    /** The same, called as this veil calls it. */
    Work under(Veil veil) {
        return new Work(
                assignmentId,
                projectId,
                taskId,
                taskKey,
                sampleId,
                annotator,
                state,
                leaseUntil,
                shown,
                draft,
                purpose,
                attempt,
                veil.idOf(taskId),
                veil.keyOf(taskId));
    }

    /** Whether the task's answers still count on this assignment. */
    boolean holdsPlace() {
        return state == AssignmentState.LEASED;
    }
}
