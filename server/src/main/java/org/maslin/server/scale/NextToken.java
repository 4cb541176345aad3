package org.maslin.server.scale;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Where a page begins: behind this task, so many tasks after the newest.
 *
 * @param before the last task of the page before; null at the start
 */
record NextToken(@Nullable String before, int offset) {

    static NextToken parse(@Nullable String text) {
        if (text == null) {
            return new NextToken(null, 0);
        }
        String[] parts = text.split("-", -1);
        if (parts.length == 2 && parts[0].matches("[0-9a-f]{24}") && parts[1].matches("\\d{1,9}")) {
            return new NextToken(parts[0], Integer.parseInt(parts[1]));
        }
        throw new BadInputException(
                "next_token",
                "\"" + text + "\"",
                "the next_token of the page before",
                "Start without it.");
    }

    @Override
    public String toString() {
        return before + "-" + offset;
    }
}
