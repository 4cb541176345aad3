package org.maslin.server.threads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** A question about a task, or about a section of the guideline, or about both. */
public record NewThread(String text, @Nullable UUID taskId, @Nullable String section) {

    public NewThread {
        NewMessage.check(text);
        if (taskId == null && section == null) {
            throw new BadInputException(
                    "taskId",
                    "neither a task nor a section",
                    "taskId, or section, or both",
                    "Say what the question is about.");
        }
    }
}
