package org.maslin.server.plumbing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;

/** Tells what is wrong with a header in terms of what was probably meant. */
final class CsvHeader {

    private CsvHeader() {}

    static void check(
            String source, long line, Collection<String> present, Collection<String> required) {
        for (String name : required) {
            if (!present.contains(name)) {
                throw missing("%s:%d".formatted(source, line), name, present, required);
            }
        }
    }

    private static BadInputException missing(
            String place, String name, Collection<String> present, Collection<String> required) {
        String separator = present.size() == 1 ? otherSeparator(present.iterator().next()) : null;
        if (separator != null) {
            return new BadInputException(
                    place,
                    "a header separated by " + separator,
                    "commas",
                    "Save the file as comma-separated CSV.");
        }
        var strangers = new ArrayList<>(present);
        strangers.removeAll(required);
        String meant = Nearest.to(name, strangers);
        return new BadInputException(
                meant == null ? place : "%s, column \"%s\"".formatted(place, meant),
                meant == null
                        ? "the columns " + String.join(",", present)
                        : "the name \"%s\"".formatted(meant),
                "a column \"%s\"".formatted(name),
                meant == null
                        ? "The header must hold %s.".formatted(String.join(",", required))
                        : "Rename the column \"%s\" to \"%s\".".formatted(meant, name));
    }

    private static @Nullable String otherSeparator(String header) {
        for (String separator : List.of(";", "\t", "|")) {
            if (header.contains(separator)) {
                return separator.equals("\t") ? "tabs" : "\"" + separator + "\"";
            }
        }
        return null;
    }
}
