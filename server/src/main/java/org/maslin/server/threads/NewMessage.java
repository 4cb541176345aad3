package org.maslin.server.threads;

import org.maslin.core.BadInputException;

/** Something to say in a thread. */
public record NewMessage(String text) {

    private static final int LONGEST = 5000;

    public NewMessage {
        check(text);
    }

    static void check(String text) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new BadInputException(
                    "text",
                    text.isBlank() ? "nothing" : text.length() + " characters",
                    "1 to 5,000 characters of text",
                    "Ask one thing at a time.");
        }
    }
}
