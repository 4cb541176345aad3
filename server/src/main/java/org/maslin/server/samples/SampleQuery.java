package org.maslin.server.samples;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.core.Split;
import org.maslin.server.plumbing.http.Json;

/** Which samples to list; they come by key. */
public record SampleQuery(
        @Nullable String keyPrefix,
        @Nullable Origin origin,
        @Nullable Split split,
        @Nullable String subject,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore) {

    private static final List<String> FIELDS =
            List.of(
                    "key[prefix]",
                    "origin",
                    "split",
                    "subject",
                    "created[gte]",
                    "created[lt]",
                    "after",
                    "limit");

    /** Reads the parameters of a query. */
    public static SampleQuery of(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!FIELDS.contains(name)) {
                throw new BadInputException(
                        "query parameter " + name,
                        "a filter of that name",
                        "one of " + String.join(", ", FIELDS),
                        Nearest.hint(name, FIELDS));
            }
        }
        String time = "a time such as 2030-01-31T12:00:00Z";
        return new SampleQuery(
                parameters.get("key[prefix]"),
                read(
                        parameters,
                        "origin",
                        "human, synthetic or machine",
                        text -> Json.constant(Origin.class, text)),
                read(parameters, "split", "train or held-out", Split::named),
                parameters.get("subject"),
                read(parameters, "created[gte]", time, Instant::parse),
                read(parameters, "created[lt]", time, Instant::parse));
    }

    private static <T> @Nullable T read(
            Map<String, String> parameters,
            String name,
            String expected,
            Function<String, T> reading) {
        String text = parameters.get(name);
        try {
            return text == null ? null : reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadInputException(
                    "query parameter " + name,
                    "\"" + text + "\"",
                    expected,
                    "Change or leave out the parameter.");
        }
    }
}
