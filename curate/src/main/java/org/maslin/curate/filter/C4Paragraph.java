package org.maslin.curate.filter;

import java.util.Arrays;
import org.maslin.curate.Stage;
import org.maslin.curate.Verdict;
import org.maslin.curate.text.Chars;

/**
 * The paragraph rule of mC4 (Xue et al. 2021, arXiv:2010.11934): a text needs some long lines, or
 * it goes as {@code < 3 paragraphs}.
 *
 * @param minParagraphs how many lines must be long
 * @param minParagraphLen how many characters a long line has
 */
public record C4Paragraph(int minParagraphs, int minParagraphLen) implements Stage.Judge {

    /** The values of the paper. */
    public static final C4Paragraph DEFAULT = new C4Paragraph(3, 200);

    @Override
    public String name() {
        return "c4-paragraph";
    }

    @Override
    public Verdict judge(String text) {
        long paragraphs =
                Arrays.stream(text.split("\n", -1))
                        .filter(line -> Chars.length(line) >= minParagraphLen)
                        .count();
        return paragraphs >= minParagraphs
                ? Verdict.KEEP
                : Verdict.drop("< %d paragraphs".formatted(minParagraphs));
    }
}
