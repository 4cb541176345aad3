package org.maslin.server.scale;

import org.maslin.core.BadInputException;

/** A name by which a project, batch or group is called; any characters, slashes too. */
final class ScaleName {

    private static final int LONGEST = 200;

    private ScaleName() {}

    static String checked(String place, String name) {
        if (name.isBlank() || name.length() > LONGEST) {
            throw new BadInputException(
                    place,
                    name.isBlank() ? "a blank name" : name.length() + " characters",
                    "1 to 200 characters",
                    "Give it a shorter name.");
        }
        return name;
    }
}
