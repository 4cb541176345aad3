package org.maslin.curate.filter;

import java.util.Arrays;
import java.util.List;
import org.maslin.curate.Stage;
import org.maslin.curate.Verdict;
import org.maslin.curate.text.Chars;
import org.maslin.curate.text.Punctuation;
import org.maslin.curate.text.Spans;
import org.maslin.curate.text.Tokenizer;

/**
 * The heuristics of FineWeb (Penedo et al. 2024, arXiv:2406.17557, section 3.6) with the order and
 * the reasons of datatrove's filter. A text without a line that says something is {@code empty}.
 *
 * @param linePunctThr a smaller share of lines that end a sentence is {@code line_punct_ratio}
 * @param linePunctExcludeZero whether texts without any such line pass that test
 * @param shortLineThr a greater share of short lines is {@code short_line_ratio}
 * @param shortLineLength how many characters a short line has at most
 * @param charDuplicatesRatio a greater share of characters in lines seen before is {@code
 *     char_dup_ratio}
 * @param newLineRatio more line feeds per word are {@code list_ratio}
 */
public record FinewebQuality(
        double linePunctThr,
        boolean linePunctExcludeZero,
        double shortLineThr,
        int shortLineLength,
        double charDuplicatesRatio,
        double newLineRatio,
        Tokenizer tokenizer)
        implements Stage.Judge {

    /** The values of the paper. */
    public static final FinewebQuality DEFAULT =
            new FinewebQuality(0.12, false, 0.67, 30, 0.01, 0.3, Tokenizer.SIMPLE);

    @Override
    public String name() {
        return "fineweb-quality";
    }

    @Override
    public Verdict judge(String text) {
        List<String> lines =
                Arrays.stream(text.split("\n", -1))
                        .filter(line -> !Chars.isBlank(line, 0, line.length()))
                        .toList();
        if (lines.isEmpty()) {
            return Verdict.drop("empty");
        }
        double ended = share(lines.stream().filter(FinewebQuality::endsSentence).count(), lines);
        if (ended < linePunctThr && !(ended == 0 && linePunctExcludeZero)) {
            return Verdict.drop("line_punct_ratio");
        }
        if (share(lines.stream().filter(this::isShort).count(), lines) > shortLineThr) {
            return Verdict.drop("short_line_ratio");
        }
        long lineFeeds = text.chars().filter(c -> c == '\n').count();
        double repeated =
                (double) Repeats.in(lines).characters() / (Chars.length(text) - lineFeeds);
        if (repeated > charDuplicatesRatio) {
            return Verdict.drop("char_dup_ratio");
        }
        var words = new Spans();
        tokenizer.words(text, words);
        return (double) lineFeeds / words.count() > newLineRatio
                ? Verdict.drop("list_ratio")
                : Verdict.KEEP;
    }

    private static double share(long part, List<String> whole) {
        return (double) part / whole.size();
    }

    private static boolean endsSentence(String line) {
        return Punctuation.isTerminal(line.codePointBefore(line.length()));
    }

    private boolean isShort(String line) {
        return Chars.length(line) <= shortLineLength;
    }
}
