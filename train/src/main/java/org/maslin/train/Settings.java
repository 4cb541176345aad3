package org.maslin.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Keys and values of a configuration file, asked for one by one. A key that nobody asked for is an
 * error that names the nearest one that somebody did.
 */
final class Settings {

    private final String place;
    private final Map<String, ?> values;
    private final SequencedSet<String> known = new LinkedHashSet<>();

    Settings(String place, Map<String, ?> values) {
        this.place = place;
        this.values = values;
    }

    double number(String key, double otherwise) {
        return switch (find(key)) {
            case null -> otherwise;
            case Number number -> number.doubleValue();
            case String text -> parse(key, text);
            case Object other -> throw bad(key, other, "a number");
        };
    }

    // YAML 1.1 readers take 1e-6, which has no point, for text.
    private double parse(String key, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad(key, text, "a number");
        }
    }

    int integer(String key, int otherwise) {
        double number = number(key, otherwise);
        if (number != Math.rint(number)) {
            throw bad(key, number, "a whole number");
        }
        return (int) number;
    }

    long seed(String key, long otherwise) {
        return switch (find(key)) {
            case null -> otherwise;
            case Integer number -> number.longValue();
            case Long number -> number;
            case Object other -> throw bad(key, other, "a whole number");
        };
    }

    boolean flag(String key, boolean otherwise) {
        return switch (find(key)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case Object other -> throw bad(key, other, "true or false");
        };
    }

    String choice(String key, String otherwise, List<String> choices) {
        @Nullable Object value = find(key);
        String text = value == null ? otherwise : value.toString();
        if (!choices.contains(text)) {
            throw bad(key, text, "one of " + String.join(", ", choices));
        }
        return text;
    }

    /** A list, or one value as a list of one. */
    List<String> texts(String key, List<String> otherwise) {
        return switch (find(key)) {
            case null -> otherwise;
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object one -> List.of(one.toString());
        };
    }

    List<Double> numbers(String key, List<Double> otherwise) {
        if (find(key) == null) {
            return otherwise;
        }
        List<Double> numbers = new ArrayList<>();
        for (String text : texts(key, List.of())) {
            numbers.add(parse(key, text));
        }
        return List.copyOf(numbers);
    }

    String placeOf(String key) {
        return place + ", " + key;
    }

    /**
     * @throws BadInputException if there is a key that was not asked for
     */
    void requireNoOthers() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw new BadInputException(
                        place,
                        "the unknown key \"" + key + "\"",
                        "a key of this algorithm",
                        "Maybe you meant \"%s\".".formatted(nearest(key)));
            }
        }
    }

    private String nearest(String key) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = EditDistance.between(key, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    private @Nullable Object find(String key) {
        known.add(key);
        return values.get(key);
    }

    private BadInputException bad(String key, Object found, String expected) {
        return new BadInputException(
                placeOf(key), String.valueOf(found), expected, "Correct the value or remove it.");
    }
}
