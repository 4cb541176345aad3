package org.maslin.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One pass over one text; see {@link CanonicalJson#parse}. */
final class CanonicalJsonReader {

    private static final int DEEPEST = 64;

    private final String text;
    private int at;
    private int depth;

    CanonicalJsonReader(String text) {
        this.text = text;
    }

    @Nullable Object read() {
        Object value = value();
        skipSpace();
        if (at < text.length()) {
            throw unexpected("the end of the text");
        }
        return value;
    }

    private @Nullable Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> integer();
        };
    }

    private Map<String, @Nullable Object> object() {
        var map = new TreeMap<String, @Nullable Object>();
        open('{');
        if (!closes('}')) {
            do {
                skipSpace();
                int start = at;
                String key = string();
                skipSpace();
                take(':');
                Object value = value();
                if (map.containsKey(key)) {
                    at = start;
                    throw unexpected("a key that was not there before");
                }
                map.put(key, value);
            } while (goesOn('}'));
        }
        return map;
    }

    private List<@Nullable Object> list() {
        var list = new ArrayList<@Nullable Object>();
        open('[');
        if (!closes(']')) {
            do {
                list.add(value());
            } while (goesOn(']'));
        }
        return list;
    }

    private String string() {
        take('"');
        int start = at;
        while (peek() != '"' && peek() != '\\') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        var out = new StringBuilder(text.substring(start, at));
        for (char c = next(); c != '"'; c = next()) {
            out.append(c == '\\' ? escaped() : c);
        }
        return out.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> {
                at--;
                throw unexpected("a JSON escape");
            }
        };
    }

    private int hex() {
        int digit = Character.digit(peek(), 16);
        if (digit < 0) {
            throw unexpected("a hexadecimal digit");
        }
        at++;
        return digit;
    }

    private Long integer() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        try {
            long number = Long.parseLong(text, start, at, 10);
            if (Math.absExact(number) <= CanonicalJson.LARGEST_INTEGER) {
                return number;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Told below, with the place.
        }
        at = start;
        throw unexpected("a value (numbers are integers within 2^53)");
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected(word);
        }
        at += word.length();
        return value;
    }

    private void open(char bracket) {
        take(bracket);
        if (++depth > DEEPEST) {
            throw unexpected("at most %d levels".formatted(DEEPEST));
        }
    }

    private boolean closes(char bracket) {
        skipSpace();
        if (peek() != bracket) {
            return false;
        }
        at++;
        depth--;
        return true;
    }

    private boolean goesOn(char closing) {
        if (closes(closing)) {
            return false;
        }
        take(',');
        return true;
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw unexpected("'%c'".formatted(expected));
        }
        at++;
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private char peek() {
        if (at >= text.length()) {
            throw unexpected("more text");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private BadInputException unexpected(String expected) {
        String found =
                at < text.length()
                        ? "\"" + text.substring(at, Math.min(text.length(), at + 20)) + "\""
                        : "the end";
        return new BadInputException(
                "JSON, character " + (at + 1),
                found,
                expected,
                "The text is no JSON as this program writes it; take the file as it was made.");
    }
}
