package org.maslin.curate.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form of a text in which near-duplicates are compared. In this order: lower case; each number,
 * with at most one fraction, becomes {@code 0}; general punctuation becomes a space; runs of spaces
 * become one; accents are taken off (NFD without category Mn). The steps and their order are those
 * of datatrove's simplify_text, so that values compare.
 */
public final class Simplified {

    /** What may stand between the two parts of a number. */
    private static final String FRACTION_MARKS = ".,\u060c\u066b\u2396\u2397\u2398";

    private Simplified() {}

    public static String of(String text) {
        return Chars.strip(withoutAccents(spaced(numbersAsZero(text.toLowerCase(Locale.ROOT)))));
    }

    static String numbersAsZero(String text) {
        var out = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            if (Character.isDigit(c)) {
                out.append('0');
                at = digits(text, at);
                if (at < text.length() && FRACTION_MARKS.indexOf(text.charAt(at)) >= 0) {
                    int fraction = digits(text, at + 1);
                    at = fraction > at + 1 ? fraction : at;
                }
            } else {
                out.appendCodePoint(c);
                at += Character.charCount(c);
            }
        }
        return out.toString();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!Character.isDigit(c)) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    /** General punctuation and spaces, one or many, as one space; none at the ends. */
    private static String spaced(String text) {
        var out = new StringBuilder(text.length());
        boolean space = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Chars.isSpace(c) || Punctuation.isGeneral(c)) {
                space = !out.isEmpty();
            } else {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String withoutAccents(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        if (apart.equals(text) && text.codePoints().noneMatch(Simplified::isAccent)) {
            return text;
        }
        var out = new StringBuilder(apart.length());
        apart.codePoints().filter(c -> !isAccent(c)).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isAccent(int c) {
        return c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
