package org.maslin.curate.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.curate.Stage;
import org.maslin.curate.Verdict;
import org.maslin.curate.text.Chars;
import org.maslin.curate.text.Spans;
import org.maslin.curate.text.Tokenizer;

/**
 * The repetition heuristics of Gopher (Rae et al. 2021, arXiv:2112.11446, table A1) with the order
 * and the reasons of datatrove's filter. A threshold of 0 switches a test of lines or paragraphs
 * off. Character shares are of all characters of the text, spaces included.
 *
 * @param dupLineFrac share of lines seen before: {@code dup_line_frac}
 * @param dupParaFrac share of paragraphs seen before: {@code dup_para_frac}
 * @param dupLineCharFrac share of their characters: {@code dup_line_char_frac}
 * @param dupParaCharFrac share of their characters: {@code dup_para_char_frac}
 * @param topNGrams for n = 2, 3, …, the share of the most frequent n-gram: {@code top_2_gram}
 * @param dupNGrams for n = 5, 6, …, the share of n-grams seen before: {@code duplicated_5_n_grams}
 */
public record GopherRepetition(
        double dupLineFrac,
        double dupParaFrac,
        double dupLineCharFrac,
        double dupParaCharFrac,
        List<Double> topNGrams,
        List<Double> dupNGrams,
        Tokenizer tokenizer)
        implements Stage.Judge {

    /** The values of the paper. */
    public static final GopherRepetition DEFAULT =
            new GopherRepetition(
                    0.3,
                    0.3,
                    0.2,
                    0.2,
                    List.of(0.2, 0.18, 0.16),
                    List.of(0.15, 0.14, 0.13, 0.12, 0.11, 0.1),
                    Tokenizer.SIMPLE);

    private static final int FIRST_TOP = 2;
    private static final int FIRST_DUP = 5;

    public GopherRepetition {
        topNGrams = List.copyOf(topNGrams);
        dupNGrams = List.copyOf(dupNGrams);
    }

    @Override
    public String name() {
        return "gopher-repetition";
    }

    @Override
    public Verdict judge(String text) {
        int length = Chars.length(text);
        String reason = paragraphs(text, length);
        reason = reason != null ? reason : lines(text, length);
        reason = reason != null ? reason : grams(text, length);
        return reason == null ? Verdict.KEEP : Verdict.drop(reason);
    }

    private @Nullable String paragraphs(String text, int length) {
        List<String> paragraphs = Lines.cut(Chars.strip(text), 2);
        Repeats repeats = Repeats.in(paragraphs);
        if (exceeds(repeats.count(), paragraphs.size(), dupParaFrac)) {
            return "dup_para_frac";
        }
        return exceeds(repeats.characters(), length, dupParaCharFrac) ? "dup_para_char_frac" : null;
    }

    private @Nullable String lines(String text, int length) {
        List<String> lines = Lines.cut(text, 1);
        Repeats repeats = Repeats.in(lines);
        if (exceeds(repeats.count(), lines.size(), dupLineFrac)) {
            return "dup_line_frac";
        }
        return exceeds(repeats.characters(), length, dupLineCharFrac) ? "dup_line_char_frac" : null;
    }

    private @Nullable String grams(String text, int length) {
        var words = new Spans();
        tokenizer.words(text, words);
        var spaced = new WordGrams(text, words, " ");
        for (int i = 0; i < topNGrams.size(); i++) {
            int n = FIRST_TOP + i;
            if ((double) spaced.mostFrequent(n) / length > topNGrams.get(i)) {
                return "top_%d_gram".formatted(n);
            }
        }
        var joined = new WordGrams(text, words, "");
        for (int i = 0; i < dupNGrams.size(); i++) {
            int n = FIRST_DUP + i;
            if ((double) joined.repeated(n) / length > dupNGrams.get(i)) {
                return "duplicated_%d_n_grams".formatted(n);
            }
        }
        return null;
    }

    private static boolean exceeds(long part, int whole, double threshold) {
        return threshold != 0 && (double) part / whole > threshold;
    }
}
