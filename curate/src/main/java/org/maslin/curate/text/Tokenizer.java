package org.maslin.curate.text;

/** Cuts a text into words and sentences. Results under different tokenizers do not compare. */
public enum Tokenizer {

    /**
     * Runs of letters and digits, with one apostrophe inside; each other character that is no space
     * is a word of its own. In the notation of regular expressions: {@code
     * [^\W_]+('[^\W_]+)?|[^\w\s]|_}.
     */
    SIMPLE {
        @Override
        public void words(String text, Spans words) {
            words.clear();
            for (int at = 0; at < text.length(); ) {
                int c = text.codePointAt(at);
                int end = at + Character.charCount(c);
                if (Chars.isLetterOrNumber(c)) {
                    end = run(text, end);
                    if (end + 1 < text.length()
                            && text.charAt(end) == '\''
                            && Chars.isLetterOrNumber(text.codePointAt(end + 1))) {
                        end = run(text, end + 1);
                    }
                    words.add(at, end);
                } else if (!Chars.isSpace(c)) {
                    words.add(at, end);
                }
                at = end;
            }
        }

        private static int run(String text, int from) {
            int at = from;
            while (at < text.length()) {
                int c = text.codePointAt(at);
                if (!Chars.isLetterOrNumber(c)) {
                    break;
                }
                at += Character.charCount(c);
            }
            return at;
        }
    },

    /** What stands between spaces. */
    WHITESPACE {
        @Override
        public void words(String text, Spans words) {
            words.clear();
            int start = -1;
            for (int at = 0; at < text.length(); at++) {
                if (Chars.isSpace(text.charAt(at))) {
                    if (start >= 0) {
                        words.add(start, at);
                    }
                    start = -1;
                } else if (start < 0) {
                    start = at;
                }
            }
            if (start >= 0) {
                words.add(start, text.length());
            }
        }
    };

    /**
     * Finds the words of a text.
     *
     * @param words is cleared and filled
     */
    public abstract void words(String text, Spans words);

    /** How many sentences a text has: it is cut after each {@code [.?!]+} before a space. */
    public int sentences(String text) {
        int sentences = 0;
        int start = 0;
        for (int at = 1; at < text.length(); at++) {
            char before = text.charAt(at - 1);
            if (Chars.isSpace(text.charAt(at))
                    && (before == '.' || before == '?' || before == '!')) {
                sentences++;
                start = at;
            }
        }
        return Chars.isBlank(text, start, text.length()) ? sentences : sentences + 1;
    }
}
