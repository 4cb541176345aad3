package org.maslin.curate.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.curate.Stage;
import org.maslin.curate.Verdict;
import org.maslin.curate.text.Chars;
import org.maslin.curate.text.Punctuation;
import org.maslin.curate.text.Spans;
import org.maslin.curate.text.Tokenizer;

/**
 * The quality heuristics of Gopher (Rae et al. 2021, arXiv:2112.11446, table A1) with the order and
 * the reasons of datatrove's filter: the first test that fails names the reason. A threshold of 0
 * switches its test off. Lengths count characters, and the words tested for length are those with
 * at least one character that is no punctuation; ratios are over all words.
 *
 * @param minDocWords fewer words are {@code gopher_short_doc}
 * @param maxDocWords more words are {@code gopher_long_doc}
 * @param minAvgWordLength a smaller mean length is {@code gopher_below_avg_threshold}
 * @param maxAvgWordLength a greater one is {@code gopher_above_avg_threshold}
 * @param maxSymbolWordRatio more hashes or ellipses per word are {@code gopher_too_many_hashes} or
 *     {@code gopher_too_many_ellipsis}
 * @param maxBulletLinesRatio a greater share of lines that begin with a bullet or hyphen is {@code
 *     gopher_too_many_bullets}
 * @param maxEllipsisLinesRatio a greater share of lines that end in an ellipsis is {@code
 *     gopher_too_many_end_ellipsis}
 * @param maxNonAlphaWordsRatio a smaller share of words with a letter is {@code
 *     gopher_below_alpha_threshold}; the published name says the opposite of what it does
 * @param minStopWords fewer different stop words are {@code gopher_enough_stop_words}
 * @param stopWords compared as they are written
 */
public record GopherQuality(
        int minDocWords,
        int maxDocWords,
        double minAvgWordLength,
        double maxAvgWordLength,
        double maxSymbolWordRatio,
        double maxBulletLinesRatio,
        double maxEllipsisLinesRatio,
        double maxNonAlphaWordsRatio,
        int minStopWords,
        List<String> stopWords,
        Tokenizer tokenizer)
        implements Stage.Judge {

    /** The values of the paper. */
    public static final GopherQuality DEFAULT =
            new GopherQuality(
                    50,
                    100_000,
                    3,
                    10,
                    0.1,
                    0.9,
                    0.3,
                    0.8,
                    2,
                    List.of("the", "be", "to", "of", "and", "that", "have", "with"),
                    Tokenizer.SIMPLE);

    public GopherQuality {
        stopWords = List.copyOf(stopWords);
    }

    @Override
    public String name() {
        return "gopher-quality";
    }

    @Override
    public Verdict judge(String text) {
        var words = new Spans();
        tokenizer.words(text, words);
        String reason = wordLengths(text, words);
        reason = reason != null ? reason : symbols(text, words.count());
        reason = reason != null ? reason : lines(text);
        reason = reason != null ? reason : letters(text, words);
        reason = reason != null ? reason : stopWords(text, words);
        return reason == null ? Verdict.KEEP : Verdict.drop(reason);
    }

    private @Nullable String wordLengths(String text, Spans words) {
        int n = 0;
        long length = 0;
        for (int i = 0; i < words.count(); i++) {
            if (!isSymbol(text, words.start(i), words.end(i))) {
                n++;
                length += text.codePointCount(words.start(i), words.end(i));
            }
        }
        double mean = (double) length / n;
        if (minDocWords != 0 && n < minDocWords) {
            return "gopher_short_doc";
        }
        if (maxDocWords != 0 && n > maxDocWords) {
            return "gopher_long_doc";
        }
        if (minAvgWordLength != 0 && mean < minAvgWordLength) {
            return "gopher_below_avg_threshold";
        }
        return maxAvgWordLength != 0 && mean > maxAvgWordLength
                ? "gopher_above_avg_threshold"
                : null;
    }

    private static boolean isSymbol(String text, int start, int end) {
        for (int at = start; at < end; ) {
            int c = text.codePointAt(at);
            if (!Punctuation.isAny(c)) {
                return false;
            }
            at += Character.charCount(c);
        }
        return true;
    }

    private @Nullable String symbols(String text, int words) {
        if (maxSymbolWordRatio == 0) {
            return null;
        }
        int hashes = 0;
        int ellipses = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '#') {
                hashes++;
            } else if (c == '…') {
                ellipses++;
            } else if (c == '.' && text.startsWith("...", at)) {
                ellipses++;
                at += 2;
            }
        }
        if ((double) hashes / words > maxSymbolWordRatio) {
            return "gopher_too_many_hashes";
        }
        return (double) ellipses / words > maxSymbolWordRatio ? "gopher_too_many_ellipsis" : null;
    }

    private @Nullable String lines(String text) {
        int lines = 0;
        int bullets = 0;
        int ellipses = 0;
        for (int start = 0; start < text.length(); ) {
            int end = Lines.end(text, start);
            int first = Chars.lstrip(text, start, end);
            int last = Chars.rstrip(text, first, end);
            lines++;
            if (first < last) {
                bullets += text.charAt(first) == '•' || text.charAt(first) == '-' ? 1 : 0;
                ellipses += Lines.endsInEllipsis(text, first, last) ? 1 : 0;
            }
            start = Lines.next(text, end);
        }
        if (maxBulletLinesRatio != 0 && (double) bullets / lines > maxBulletLinesRatio) {
            return "gopher_too_many_bullets";
        }
        return maxEllipsisLinesRatio != 0 && (double) ellipses / lines > maxEllipsisLinesRatio
                ? "gopher_too_many_end_ellipsis"
                : null;
    }

    private @Nullable String letters(String text, Spans words) {
        int withLetter = 0;
        for (int i = 0; i < words.count(); i++) {
            withLetter += hasLetter(text, words.start(i), words.end(i)) ? 1 : 0;
        }
        return maxNonAlphaWordsRatio != 0
                        && (double) withLetter / words.count() < maxNonAlphaWordsRatio
                ? "gopher_below_alpha_threshold"
                : null;
    }

    private static boolean hasLetter(String text, int start, int end) {
        for (int at = start; at < end; ) {
            int c = text.codePointAt(at);
            if (Chars.isLetter(c)) {
                return true;
            }
            at += Character.charCount(c);
        }
        return false;
    }

    private @Nullable String stopWords(String text, Spans words) {
        var found = new boolean[stopWords.size()];
        int different = 0;
        for (int i = 0; i < words.count() && different < minStopWords; i++) {
            int length = words.end(i) - words.start(i);
            for (int s = 0; s < found.length; s++) {
                String stopWord = stopWords.get(s);
                if (!found[s]
                        && stopWord.length() == length
                        && text.startsWith(stopWord, words.start(i))) {
                    found[s] = true;
                    different++;
                }
            }
        }
        return different < minStopWords ? "gopher_enough_stop_words" : null;
    }
}
