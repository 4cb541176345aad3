package org.maslin.server.scale;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.http.Request;

/** A query string as Python writes it: {@code True}, repeated names, dates in any form. */
record ScaleQuery(Request request) {

    private static final int MOST = 100;

    @Nullable String text(String name) {
        return request.query(name);
    }

    List<String> texts(String name) {
        return request.queries(name);
    }

    /** Values that come joined by commas, or repeated, or both. */
    List<String> words(String name) {
        var words = new ArrayList<String>();
        for (String joined : request.queries(name)) {
            for (String word : joined.split(",")) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        return words;
    }

    boolean flag(String name) {
        String text = request.query(name);
        if (text == null) {
            return false;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no", "none", "null" -> false;
            default -> throw bad(name, text, "true or false");
        };
    }

    @Nullable Instant date(String name) {
        String text = request.query(name);
        return text == null ? null : FreeDate.parse(name, text);
    }

    int limit() {
        int limit = number("limit", MOST, 1);
        if (limit > MOST) {
            throw bad("limit", String.valueOf(limit), "a whole number from 1 to " + MOST);
        }
        return limit;
    }

    int offset() {
        return number("offset", 0, 0);
    }

    private int number(String name, int byDefault, int least) {
        String text = request.query(name);
        if (text == null) {
            return byDefault;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal below
        }
        throw bad(name, text, "a whole number from " + least);
    }

    private static BadInputException bad(String name, String found, String expected) {
        return new BadInputException(name, found, expected, "Change or leave out the parameter.");
    }
}
