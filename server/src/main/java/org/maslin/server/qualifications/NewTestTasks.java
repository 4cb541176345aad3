package org.maslin.server.qualifications;

import java.util.List;
import org.maslin.server.tasks.NewKnownTask;

/** Tasks to add to a test. */
public record NewTestTasks(List<NewKnownTask> tasks) {
    public NewTestTasks {
        tasks = List.copyOf(tasks);
    }
}
