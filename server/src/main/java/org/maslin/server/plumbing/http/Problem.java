package org.maslin.server.plumbing.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** A problem response (RFC 9457) with a stable code and, for bad input, every finding. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String code,
        String title,
        int status,
        @Nullable String hint,
        @Nullable List<Finding> errors) {

    /** One value that cannot be taken: where, what, what instead, and a way out. */
    public record Finding(String place, String found, String expected, String hint) {
        static Finding of(BadInputException bad) {
            return new Finding(bad.place(), bad.found(), bad.expected(), bad.hint());
        }
    }

    static Problem of(RefusedException refused) {
        return new Problem(
                type(refused.code()),
                refused.code(),
                String.valueOf(refused.getMessage()),
                refused.status(),
                refused.hint(),
                null);
    }

    static Problem of(BadInputException bad) {
        return new Problem(
                type("bad-input"),
                "bad-input",
                String.valueOf(bad.getMessage()),
                422,
                bad.hint(),
                List.of(Finding.of(bad)));
    }

    static Problem fullDisk() {
        return new Problem(
                type("full-disk"),
                "full-disk",
                "The server's disk is full; what was sent last is not stored.",
                507,
                "Free some space on the server, then send it again.",
                null);
    }

    static Problem internal(String reference) {
        return new Problem(
                type("internal"),
                "internal",
                "Something went wrong on the server; nothing was changed.",
                500,
                "Try again. The server's log has the cause under " + reference + ".",
                null);
    }

    private static String type(String code) {
        return "urn:maslin:problem:" + code;
    }
}
