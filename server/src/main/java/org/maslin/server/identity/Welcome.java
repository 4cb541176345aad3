package org.maslin.server.identity;

import org.maslin.core.BadInputException;

/** The use of a one-time link: name and password are set, and the user is signed in. */
public record Welcome(String token, String name, String password) {

    private static final int SHORTEST_PASSWORD = 15;
    private static final int LONGEST_PASSWORD = 1024;

    public Welcome {
        if (name.isBlank() || name.length() > 200) {
            throw new BadInputException(
                    "name", "\"" + name + "\"", "1 to 200 characters", "Give your name.");
        }
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            throw new BadInputException(
                    "password",
                    length + " characters",
                    "15 to 1024 characters",
                    "Four or five unrelated words make a good one.");
        }
    }

    @Override
    public String toString() {
        return "Welcome[" + name + "]";
    }
}
