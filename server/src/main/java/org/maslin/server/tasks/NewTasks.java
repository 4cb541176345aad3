package org.maslin.server.tasks;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Tasks to make of samples, at most a thousand at a time.
 *
 * @param batchId the project's own batch if absent
 */
public record NewTasks(List<NewTask> tasks, @Nullable UUID batchId) {

    private static final int MOST = 1000;

    /** Tasks for the project's own batch. */
    public NewTasks(List<NewTask> tasks) {
        this(tasks, null);
    }

    public NewTasks {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty() || tasks.size() > MOST) {
            throw new BadInputException(
                    "tasks",
                    tasks.size() + " tasks",
                    "1 to 1000",
                    "Send them in parts, or import the samples with tasks=true.");
        }
    }
}
