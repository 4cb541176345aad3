package org.maslin.train.template;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Python's values and what it does with them: null, Boolean, Long, Double, String, List, Map. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
final class Values {

    private static final int LONGEST = 10_000_000;

    private Values() {}

    /** A name that has no value. */
    record Undefined(String name) {}

    /** Attributes that a template may set. */
    record Namespace(Map<String, @Nullable Object> attributes) {}

    /** What can be called. */
    interface Function {
        @Nullable Object call(
                List<@Nullable Object> positional, Map<String, @Nullable Object> named);
    }

    /** A list that prints with round brackets. */
    static final class Tuple extends AbstractList<@Nullable Object> {
        private final List<@Nullable Object> items;

        private final List<String> names;

        Tuple(List<@Nullable Object> items) {
            this(items, List.of());
        }

        Tuple(List<@Nullable Object> items, List<String> names) {
            this.items = items;
            this.names = names;
        }

        /** Where the item of this name is, or -1. */
        int named(String name) {
            return names.indexOf(name);
        }

        @Override
        public @Nullable Object get(int index) {
            return items.get(index);
        }

        @Override
        public int size() {
            return items.size();
        }
    }

    static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Undefined nothing -> false;
            case Boolean flag -> flag;
            case Long number -> number != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    /** What a value prints as. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case Undefined nothing -> "";
            case String text -> text;
            case null, default -> represented(value);
        };
    }

    /** Python's repr. */
    static String represented(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Undefined nothing -> "Undefined";
            case Boolean flag -> flag ? "True" : "False";
            case Double number -> real(number);
            case String text -> quoted(text);
            case Tuple tuple -> "(" + joined(tuple) + (tuple.size() == 1 ? ",)" : ")");
            case List<?> list -> "[" + joined(list) + "]";
            case Map<?, ?> map -> {
                var text = new StringBuilder("{");
                map.forEach(
                        (key, one) ->
                                text.append(text.length() > 1 ? ", " : "")
                                        .append(represented(key))
                                        .append(": ")
                                        .append(represented(one)));
                yield bounded(text.append('}')).toString();
            }
            case Namespace namespace -> "<Namespace " + represented(namespace.attributes) + ">";
            case Function function -> "<function>";
            default -> value.toString();
        };
    }

    private static String joined(List<?> list) {
        var text = new StringBuilder();
        for (Object one : list) {
            text.append(text.isEmpty() ? "" : ", ").append(represented(one));
            bounded(text);
        }
        return text.toString();
    }

    static StringBuilder bounded(StringBuilder text) {
        if (text.length() > LONGEST) {
            throw new TemplateError("the template writes too much");
        }
        return text;
    }

    private static String quoted(String text) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        var quoted = new StringBuilder().append(quote);
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '\n' -> quoted.append("\\n");
                                case '\t' -> quoted.append("\\t");
                                case '\r' -> quoted.append("\\r");
                                case '\\' -> quoted.append("\\\\");
                                default -> {
                                    if (c == quote) {
                                        quoted.append('\\').append(quote);
                                    } else if (c < ' ' || c == 0x7F) {
                                        quoted.append("\\x%02x".formatted(c));
                                    } else {
                                        quoted.appendCodePoint(c);
                                    }
                                }
                            }
                        });
        return quoted.append(quote).toString();
    }

    /** The shortest digits that give the number again, as Python writes them. */
    static String real(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(number);
        if (size == 0 || (size >= 1e-4 && size < 1e16)) {
            String plain = new java.math.BigDecimal(Double.toString(number)).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String[] parts = Double.toString(number).split("E");
        String digits =
                parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        int exponent = Integer.parseInt(parts[1]);
        return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (isNumber(a) && isNumber(b)) {
            return a instanceof Double || b instanceof Double
                    ? decimal(a) == decimal(b)
                    : whole(a) == whole(b);
        }
        if (a instanceof List<?> one && b instanceof List<?> other) {
            if (one.size() != other.size() || one instanceof Tuple != other instanceof Tuple) {
                return false;
            }
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
            return one.size() == other.size()
                    && one.entrySet().stream()
                            .allMatch(
                                    e ->
                                            other.containsKey(e.getKey())
                                                    && same(e.getValue(), other.get(e.getKey())));
        }
        if (a instanceof Undefined && b instanceof Undefined) {
            return true;
        }
        return Objects.equals(a, b);
    }

    static int order(@Nullable Object a, @Nullable Object b) {
        if (isNumber(a) && isNumber(b)) {
            return a instanceof Double || b instanceof Double
                    ? Double.compare(decimal(a), decimal(b))
                    : Long.compare(whole(a), whole(b));
        }
        if (a instanceof String one && b instanceof String other) {
            return compare(one, other);
        }
        if (a instanceof List<?> one && b instanceof List<?> other) {
            for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return order(one.get(i), other.get(i));
                }
            }
            return Integer.compare(one.size(), other.size());
        }
        throw new TemplateError("%s and %s have no order".formatted(kind(a), kind(b)));
    }

    private static int compare(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        return java.util.Arrays.compare(a, b);
    }

    static boolean contains(@Nullable Object container, @Nullable Object value) {
        return switch (container) {
            case String text when value instanceof String part -> text.contains(part);
            case List<?> list -> list.stream().anyMatch(one -> same(one, value));
            case Map<?, ?> map -> map.keySet().stream().anyMatch(key -> same(key, value));
            case Undefined nothing -> false;
            case null, default ->
                    throw new TemplateError(
                            "%s cannot hold %s".formatted(kind(container), kind(value)));
        };
    }

    /** What a loop over a value sees: characters of a text, keys of a mapping. */
    static List<@Nullable Object> items(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> new ArrayList<@Nullable Object>(list);
            case Map<?, ?> map -> new ArrayList<@Nullable Object>(map.keySet());
            case String text -> {
                List<@Nullable Object> characters = new ArrayList<>();
                text.codePoints().forEach(c -> characters.add(Character.toString(c)));
                yield characters;
            }
            case Undefined nothing -> new ArrayList<>();
            case null, default ->
                    throw new TemplateError("%s cannot be looped over".formatted(kind(value)));
        };
    }

    static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    static double decimal(@Nullable Object value) {
        return switch (value) {
            case Double number -> number;
            case null, default -> whole(value);
        };
    }

    static long whole(@Nullable Object value) {
        return switch (value) {
            case Long number -> number;
            case Boolean flag -> flag ? 1 : 0;
            case null, default ->
                    throw new TemplateError("%s is no whole number".formatted(kind(value)));
        };
    }

    static int index(@Nullable Object value) {
        return (int) Math.clamp(whole(value), -LONGEST, LONGEST);
    }

    static String string(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new TemplateError("%s is no text".formatted(kind(value)));
    }

    static int length(@Nullable Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case Undefined nothing -> 0;
            case null, default ->
                    throw new TemplateError("%s has no length".formatted(kind(value)));
        };
    }

    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Undefined nothing -> "the undefined \"" + nothing.name + "\"";
            case Boolean flag -> "a truth value";
            case Long number -> "a whole number";
            case Double number -> "a number";
            case String text -> "a text";
            case List<?> list -> "a list";
            case Map<?, ?> map -> "a mapping";
            default -> "this value";
        };
    }

    static String repeated(String text, long count) {
        if (count > 0 && text.length() * count > LONGEST) {
            throw new TemplateError("the template writes too much");
        }
        return text.repeat((int) Math.max(0, count));
    }

    /** A slice as Python takes it. */
    static Object slice(
            @Nullable Object of,
            @Nullable Object start,
            @Nullable Object stop,
            @Nullable Object by) {
        List<@Nullable Object> items = items(of);
        int size = items.size();
        int step = by == null ? 1 : index(by);
        if (step == 0) {
            throw new TemplateError("a slice cannot step by 0");
        }
        int first = bound(start, size, step < 0 ? size - 1 : 0, step);
        int last = bound(stop, size, step < 0 ? -1 : size, step);
        List<@Nullable Object> taken = new ArrayList<>();
        for (int i = first; step > 0 ? i < last : i > last; i += step) {
            taken.add(items.get(i));
        }
        if (of instanceof String) {
            var text = new StringBuilder();
            taken.forEach(text::append);
            return text.toString();
        }
        return of instanceof Tuple ? new Tuple(taken) : taken;
    }

    private static int bound(@Nullable Object given, int size, int otherwise, int step) {
        if (given == null) {
            return otherwise;
        }
        int index = index(given);
        int counted = index < 0 ? index + size : index;
        return Math.clamp(counted, step < 0 ? -1 : 0, step < 0 ? size - 1 : size);
    }

    /** JSON as Python's json.dumps writes it without escaping what is not ASCII. */
    static String json(
            @Nullable Object value, int indent, boolean sorted, String comma, String colon) {
        var text = new StringBuilder();
        json(text, value, indent, 0, sorted, comma, colon);
        return text.toString();
    }

    private static void json(
            StringBuilder text,
            @Nullable Object value,
            int indent,
            int depth,
            boolean sorted,
            String comma,
            String colon) {
        bounded(text);
        switch (value) {
            case null -> text.append("null");
            case Boolean flag -> text.append(flag);
            case Long number -> text.append(number);
            case Double number ->
                    text.append(
                            Double.isNaN(number)
                                    ? "NaN"
                                    : Double.isInfinite(number)
                                            ? number > 0 ? "Infinity" : "-Infinity"
                                            : real(number));
            case String one -> jsonText(text, one);
            case List<?> list -> {
                text.append('[');
                Iterator<?> items = list.iterator();
                while (items.hasNext()) {
                    newLine(text, indent, depth + 1);
                    json(text, items.next(), indent, depth + 1, sorted, comma, colon);
                    text.append(items.hasNext() ? comma : "");
                }
                newLine(text, list.isEmpty() ? -1 : indent, depth);
                text.append(']');
            }
            case Map<?, ?> map -> {
                text.append('{');
                List<Object> keys = new ArrayList<>(map.keySet());
                if (sorted) {
                    keys.sort(Values::order);
                }
                for (int i = 0; i < keys.size(); i++) {
                    newLine(text, indent, depth + 1);
                    Object key = keys.get(i);
                    jsonText(text, key instanceof String name ? name : jsonKey(key));
                    text.append(colon);
                    json(text, map.get(key), indent, depth + 1, sorted, comma, colon);
                    text.append(i + 1 < keys.size() ? comma : "");
                }
                newLine(text, map.isEmpty() ? -1 : indent, depth);
                text.append('}');
            }
            default -> throw new TemplateError(kind(value) + " cannot be written as JSON");
        }
    }

    private static String jsonKey(@Nullable Object key) {
        return key == null ? "null" : key instanceof Boolean flag ? flag.toString() : text(key);
    }

    private static void newLine(StringBuilder text, int indent, int depth) {
        if (indent >= 0) {
            text.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private static void jsonText(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < ' ') {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
