package org.maslin.server.tasks;

import java.util.List;
import org.maslin.core.BadInputException;

/** Tasks to make of samples, at most a thousand at a time. */
public record NewTasks(List<NewTask> tasks) {

    private static final int MOST = 1000;

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
