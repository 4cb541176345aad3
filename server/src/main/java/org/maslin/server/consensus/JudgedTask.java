package org.maslin.server.consensus;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.tasks.Task;
import org.maslin.server.tasks.TaskState;

/** A task with its consensus, if it has one yet. */
public record JudgedTask(
        UUID id,
        UUID projectId,
        String key,
        UUID sampleId,
        TaskState state,
        int overlap,
        int answers,
        @Nullable TaskConsensus consensus) {

    static JudgedTask of(Task task, @Nullable TaskConsensus consensus) {
        return new JudgedTask(
                task.id(),
                task.projectId(),
                task.key(),
                task.sampleId(),
                task.state(),
                task.overlap(),
                task.answers(),
                consensus);
    }
}
