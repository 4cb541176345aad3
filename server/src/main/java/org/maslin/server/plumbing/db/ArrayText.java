package org.maslin.server.plumbing.db;

import java.util.List;
import java.util.stream.Collectors;

/** An array as PostgreSQL reads it from text: for arrays of arrays, which JDBC would flatten. */
public final class ArrayText {

    private ArrayText() {}

    public static String of(List<?> values) {
        return values.stream()
                .map(
                        value ->
                                '"'
                                        + value.toString()
                                                .replace("\\", "\\\\")
                                                .replace("\"", "\\\"")
                                        + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
