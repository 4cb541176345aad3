package org.maslin.curate.pii;

import java.util.regex.Pattern;
import org.maslin.curate.text.Chars;

/**
 * Finds e-mail addresses exactly as the pattern of datatrove does, but in linear time and without
 * recursion. In words: at a word boundary a local part of ASCII letters, digits and {@code
 * !#$%&'*+/=?^_`{|}~-} with single dots inside, then {@code @}, then either at least two labels of
 * letters, digits and inner hyphens with single dots between, or an address literal in brackets.
 */
final class EmailAddresses {

    private static final Pattern LITERAL =
            Pattern.compile(
                    "\\[(?:OCTET\\.){3}(?:OCTET|[A-Za-z0-9-]*[A-Za-z0-9]:)]"
                            .replace("OCTET", PublicAddresses.OCTET));

    private final String text;
    private int start;
    private int end;

    EmailAddresses(String text) {
        this.text = text;
    }

    /** Goes to the next address. */
    boolean next() {
        for (int at = text.indexOf('@', end); at >= 0; at = text.indexOf('@', at + 1)) {
            int first = localStart(at);
            int last = first < 0 ? -1 : domainEnd(at + 1);
            if (last >= 0) {
                start = first;
                end = last;
                return true;
            }
        }
        return false;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The leftmost boundary from which everything up to {@code at} is a local part, or -1. */
    private int localStart(int at) {
        int first = at;
        while (first > end && isLocal(text.charAt(first - 1))) {
            first--;
            if (first - 1 > end
                    && first < at
                    && text.charAt(first - 1) == '.'
                    && isLocal(text.charAt(first - 2))) {
                first--;
            }
        }
        while (first < at && !(isLocal(text.charAt(first)) && isBoundary(first))) {
            first++;
        }
        return first < at ? first : -1;
    }

    private int domainEnd(int from) {
        if (text.startsWith("[", from)) {
            var literal = LITERAL.matcher(text).region(from, text.length());
            return literal.lookingAt() ? literal.end() : -1;
        }
        int end = -1;
        int label = from;
        for (int labels = 1; label < text.length() && isAlnum(text.charAt(label)); labels++) {
            int run = label;
            int last = label;
            while (run < text.length() && (isAlnum(text.charAt(run)) || text.charAt(run) == '-')) {
                last = text.charAt(run) == '-' ? last : run + 1;
                run++;
            }
            end = labels > 1 ? last : -1;
            if (last < run || !text.startsWith(".", run)) {
                break;
            }
            label = run + 1;
        }
        return end;
    }

    private boolean isBoundary(int at) {
        return (at > 0 && isWord(text.codePointBefore(at))) != isWord(text.codePointAt(at));
    }

    private static boolean isWord(int c) {
        return c == '_' || Chars.isLetterOrNumber(c);
    }

    private static boolean isLocal(char c) {
        return isAlnum(c) || c < 0x80 && "!#$%&'*+/=?^_`{|}~-".indexOf(c) >= 0;
    }

    private static boolean isAlnum(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
