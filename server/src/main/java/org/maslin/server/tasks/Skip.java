package org.maslin.server.tasks;

import org.maslin.core.BadInputException;

/** Why a task is skipped. */
public record Skip(String reason) {

    private static final int LONGEST = 500;

    public Skip {
        if (reason.isBlank() || reason.length() > LONGEST || reason.indexOf('\0') >= 0) {
            throw new BadInputException(
                    "reason",
                    reason.isBlank() ? "no reason" : reason.length() + " characters",
                    "1 to 500 characters of text",
                    "Say in a few words why the task cannot be answered.");
        }
    }
}
