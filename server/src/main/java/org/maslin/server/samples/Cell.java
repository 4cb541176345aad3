package org.maslin.server.samples;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table's row.
 *
 * @param value as its type says; a date or time is text as in ISO 8601; null where there is none
 */
public record Cell(String name, Type type, @Nullable Object value) {

    /** What a column holds. */
    public enum Type {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN,
        DATE,
        TIME,
        JSON
    }
}
