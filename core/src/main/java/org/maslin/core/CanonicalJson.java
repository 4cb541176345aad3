package org.maslin.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON with one spelling for one value, so that it can be hashed and signed: the JSON
 * Canonicalization Scheme (RFC 8785) over objects, lists, strings, integers, truth values and null.
 * Fractions are left out on purpose; who needs one writes it as a string.
 *
 * <p>Values are {@link Map} with string keys, {@link List}, {@link String}, {@link Long} or {@link
 * Integer} within ±2<sup>53</sup>, {@link Boolean} and {@code null}.
 */
public final class CanonicalJson {

    static final long LARGEST_INTEGER = 1L << 53;

    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /** The one spelling of this value: keys in UTF-16 order, no white space. */
    public static String write(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /**
     * The value of this text: objects as sorted maps, integers as {@link Long}. White space between
     * tokens is taken; fractions, doubled keys and anything after the value are not.
     *
     * @throws BadInputException naming the position if the text is not such JSON
     */
    public static @Nullable Object parse(String text) {
        return new CanonicalJsonReader(text).read();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case String text -> writeString(text, out);
            case Boolean truth -> out.append(truth.booleanValue());
            case Long number -> writeInteger(number, out);
            case Integer number -> out.append(number.intValue());
            case Map<?, ?> map -> writeObject(map, out);
            case List<?> list -> writeList(list, out);
            default ->
                    throw new IllegalArgumentException(
                            "A value of %s (%s) has no canonical JSON. Write it as a string."
                                    .formatted(value.getClass().getName(), value));
        }
    }

    private static void writeInteger(long number, StringBuilder out) {
        if (Math.absExact(number) > LARGEST_INTEGER) {
            throw new IllegalArgumentException(
                    "The integer (%d) is beyond 2^53, where JSON readers lose digits. Write it as a string."
                            .formatted(number));
        }
        out.append(number);
    }

    private static void writeObject(Map<?, ?> map, StringBuilder out) {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        out.append('{');
        String separator = "";
        for (var entry : sorted.entrySet()) {
            out.append(separator);
            writeString(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeList(List<?> list, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object value : list) {
            out.append(separator);
            write(value, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
