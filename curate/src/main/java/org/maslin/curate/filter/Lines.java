package org.maslin.curate.filter;

import org.maslin.curate.text.Chars;

/** Lines as Python's splitlines cuts them: many line ends, and no empty line after the last one. */
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

    static boolean endsInEllipsis(String text, int start, int end) {
        return text.charAt(end - 1) == '…' || end - start >= 3 && text.startsWith("...", end - 3);
    }
}
