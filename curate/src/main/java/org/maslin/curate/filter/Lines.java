package org.maslin.curate.filter;

import java.util.ArrayList;
import java.util.List;
import org.maslin.curate.text.Chars;

/**
 * Cuts texts into lines as Python's splitlines does: many line ends, and no empty line after the
 * last one.
 */
final class Lines {

    private Lines() {}

    /** The end of the line that begins at {@code start}, without its line end. */
    static int end(String text, int start) {
        int at = start;
        while (at < text.length() && !Chars.isLineEnd(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the line after the one that ends at {@code end} begins. */
    static int next(String text, int end) {
        return end + (text.startsWith("\r\n", end) ? 2 : 1);
    }

    /** The parts between runs of at least so many line feeds; empty ones at the ends stay. */
    static List<String> cut(String text, int lineFeeds) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at)) {
            int end = at;
            while (at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (at - end >= lineFeeds) {
                parts.add(text.substring(start, end));
                start = at;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    static boolean endsInEllipsis(String text, int start, int end) {
        return text.charAt(end - 1) == '…' || end - start >= 3 && text.startsWith("...", end - 3);
    }
}
