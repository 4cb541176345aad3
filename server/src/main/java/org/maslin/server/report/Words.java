package org.maslin.server.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The wire's words as captions. */
final class Words {

    private static final Map<String, String> CAPTIONS =
            Map.of(
                    "kl", "KL to the base model, nats",
                    "win-rate", "Win-rate over base",
                    "length-matched-win-rate", "Win-rate, length-matched",
                    "length-matched", "Win-rate, length-matched",
                    "well-formed", "Well-formed",
                    "greedy-correct", "Correct, greedy",
                    "held-out", "held-out");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Words() {}

    static String caption(String name) {
        String known = CAPTIONS.get(name);
        if (known != null) {
            return known;
        }
        String words = plain(name);
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static String plain(String name) {
        return name.equals("held-out") ? name : name.replace('-', ' ');
    }

    /** {@code 1,350 train · 150 held-out}. */
    static String counts(JsonNode counts) {
        return counts.properties().stream()
                .map(
                        count ->
                                Numbers.count(count.getValue().asLong())
                                        + " "
                                        + plain(count.getKey()))
                .collect(Collectors.joining(" · "));
    }

    /** A time element; nothing where there is no time. */
    static void time(Html html, JsonNode time) {
        if (time.isString()) {
            html.put("time", written(time.asString()), "datetime", time.asString());
        }
    }

    private static String written(String time) {
        try {
            return TIME.format(Instant.parse(time));
        } catch (DateTimeParseException notATime) {
            return time;
        }
    }
}
