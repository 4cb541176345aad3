package org.maslin.curate.text;

/** Classes of characters as Python defines them; the published filters were written in it. */
public final class Chars {

    private Chars() {}

    /** {@code str.isspace}: more than {@link Character#isWhitespace(int)}, such as U+00A0. */
    public static boolean isSpace(int c) {
        if (c < 0x80) {
            return c == ' ' || c >= 0x09 && c <= 0x0d || c >= 0x1c && c <= 0x1f;
        }
        return c == 0x85
                || c == 0xa0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200a
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    /** {@code \w} without the underscore: letters and numbers, but no combining marks. */
    public static boolean isLetterOrNumber(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        if (Character.isLetterOrDigit(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    /** {@code str.isalpha}. */
    public static boolean isLetter(int c) {
        return c < 0x80 ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' : Character.isLetter(c);
    }

    /** Ends a line for {@code str.splitlines}; {@code \r\n} counts once. */
    public static boolean isLineEnd(char c) {
        return c >= 0x0a && c <= 0x0d
                || c >= 0x1c && c <= 0x1e
                || c == 0x85
                || c == 0x2028
                || c == 0x2029;
    }

    public static boolean isBlank(String text, int from, int to) {
        return lstrip(text, from, to) == to;
    }

    /** The first position from {@code from} on that is no space, or {@code to}. */
    public static int lstrip(String text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The position after the last one before {@code to} that is no space, or {@code from}. */
    public static int rstrip(String text, int from, int to) {
        int at = to;
        while (at > from && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    public static String strip(String text) {
        int start = lstrip(text, 0, text.length());
        return text.substring(start, rstrip(text, start, text.length()));
    }

    /** How many characters, not UTF-16 units. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
