package org.maslin.server.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
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
                    "well-formed-base", "Well-formed, base",
                    "correct", "Correct, sampled",
                    "greedy-correct", "Correct, greedy",
                    "distinct-2", "Distinct word pairs");

    private static final Map<String, String> COUNTED =
            Map.of(
                    "held-out", "held-out",
                    "near-duplicates", "near-duplicates",
                    "passed", "passed the filters",
                    "gopher-quality", "by quality",
                    "identical", "identical pairs",
                    "finished", "ended by themselves",
                    "overlap", "answers a task");

    /** In which order counts and figures are told; the others follow. */
    private static final List<String> TOLD =
            List.of(
                    "kept",
                    "generated",
                    "passed",
                    "exact-duplicates",
                    "near-duplicates",
                    "gopher-quality",
                    "completions",
                    "prompts",
                    "pairs",
                    "answers",
                    "decided",
                    "rows",
                    "train",
                    "held-out",
                    "win-rate",
                    "length-matched-win-rate",
                    "kl",
                    "greedy-correct",
                    "correct",
                    "well-formed");

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
        return COUNTED.getOrDefault(name, name.replace('-', ' '));
    }

    /** {@code 1,350 train · 150 held-out}. */
    static String counts(JsonNode counts) {
        return inOrder(counts).stream()
                .map(name -> Numbers.count(counts.path(name).asLong()) + " " + plain(name))
                .collect(Collectors.joining(" · "));
    }

    /** The names in an object, what says most first. */
    static List<String> inOrder(JsonNode named) {
        return named.propertyNames().stream().sorted(Comparator.comparingInt(Words::rank)).toList();
    }

    private static int rank(String name) {
        int at = TOLD.indexOf(name);
        return at < 0 ? TOLD.size() : at;
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
