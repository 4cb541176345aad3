package org.maslin.train.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Python's two ways to put values into a text, without attributes or items of the values. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
final class Formats {

    private static final Pattern PERCENT =
            Pattern.compile(
                    "%(?:\\((\\w+)\\))?([-+ 0#]*)(\\d{0,4})(?:\\.(\\d{1,4}))?([sdrfigexX%])");
    private static final Pattern BRACES =
            Pattern.compile(
                    "\\{\\{|}}|\\{(\\w*)(?::([<>^]?)(0?)(\\d{0,4})(?:\\.(\\d{1,4}))?([dfs]?))?}");

    private Formats() {}

    /** {@code "%s is %d" % values}. */
    static String percent(String format, @Nullable Object values) {
        List<?> list = values instanceof Values.Tuple tuple ? tuple : null;
        Matcher places = PERCENT.matcher(format);
        var text = new StringBuilder();
        int next = 0;
        int at = 0;
        while (places.find()) {
            text.append(format, at, places.start());
            at = places.end();
            String kind = places.group(5);
            if (kind.equals("%")) {
                text.append('%');
                continue;
            }
            @Nullable Object value;
            if (places.group(1) != null) {
                value = values instanceof Map<?, ?> map ? map.get(places.group(1)) : null;
            } else if (list != null) {
                if (next >= list.size()) {
                    throw new TemplateError("a format has more places than values");
                }
                value = list.get(next++);
            } else {
                value = values;
            }
            String flags = places.group(2);
            text.append(
                    padded(
                            one(value, kind, places.group(4)),
                            places.group(3),
                            flags.contains("-") ? "<" : ">",
                            flags.contains("0")));
        }
        return Values.bounded(text.append(format.substring(at))).toString();
    }

    private static String one(@Nullable Object value, String kind, @Nullable String digits) {
        return switch (kind) {
            case "s", "" -> {
                String text = Values.text(value);
                yield digits == null
                        ? text
                        : text.substring(0, Math.min(text.length(), Integer.parseInt(digits)));
            }
            case "r" -> Values.represented(value);
            case "d", "i" -> Long.toString((long) Values.decimal(value));
            case "x" -> Long.toHexString(Values.whole(value));
            case "X" -> Long.toHexString(Values.whole(value)).toUpperCase(Locale.ROOT);
            default ->
                    String.format(
                            Locale.ROOT,
                            "%." + (digits == null ? "6" : digits) + kind,
                            Values.decimal(value));
        };
    }

    private static String padded(String text, String width, String side, boolean zeros) {
        int missing = width.isEmpty() ? 0 : Integer.parseInt(width) - Values.length(text);
        if (missing <= 0) {
            return text;
        }
        if (zeros) {
            return text.startsWith("-")
                    ? "-" + "0".repeat(missing) + text.substring(1)
                    : "0".repeat(missing) + text;
        }
        return switch (side) {
            case "<" -> text + " ".repeat(missing);
            case "^" -> " ".repeat(missing / 2) + text + " ".repeat(missing - missing / 2);
            default -> " ".repeat(missing) + text;
        };
    }

    /** {@code "{} is {name}".format(values)}. */
    static String braces(
            String format, List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
        Matcher places = BRACES.matcher(format);
        var text = new StringBuilder();
        int next = 0;
        int at = 0;
        while (places.find()) {
            text.append(format, at, places.start());
            at = places.end();
            if (places.group().equals("{{") || places.group().equals("}}")) {
                text.append(places.group().charAt(0));
                continue;
            }
            String name = places.group(1);
            @Nullable Object value;
            if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
                int index = name.isEmpty() ? next++ : Integer.parseInt(name);
                if (index >= positional.size()) {
                    throw new TemplateError("a format has more places than values");
                }
                value = positional.get(index);
            } else {
                value = named.get(name);
            }
            text.append(value(value, places));
        }
        return Values.bounded(text.append(format.substring(at))).toString();
    }

    private static String value(@Nullable Object value, Matcher place) {
        if (place.group(2) == null) {
            return Values.text(value);
        }
        String kind = place.group(6);
        boolean plain = kind.isEmpty() && place.group(5) == null;
        String text =
                plain
                        ? Values.text(value)
                        : one(
                                value,
                                kind.isEmpty() && value instanceof Double ? "f" : kind,
                                place.group(5));
        String side =
                place.group(2).isEmpty() ? (Values.isNumber(value) ? ">" : "<") : place.group(2);
        return padded(text, place.group(4), side, !place.group(3).isEmpty());
    }
}
