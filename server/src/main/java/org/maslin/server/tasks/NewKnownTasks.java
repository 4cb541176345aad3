package org.maslin.server.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Tasks with known answers to make, at most a thousand at a time.
 *
 * @param purpose gold if absent, or training
 */
public record NewKnownTasks(List<NewKnownTask> tasks, @Nullable Purpose purpose) {

    private static final int MOST = 1000;

    public NewKnownTasks {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty() || tasks.size() > MOST) {
            throw new BadInputException(
                    "tasks", tasks.size() + " tasks", "1 to 1000", "Send them in parts.");
        }
    }

    public Purpose purposeOrGold() {
        return purpose == null ? Purpose.GOLD : purpose;
    }
}
