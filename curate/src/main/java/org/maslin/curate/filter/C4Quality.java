package org.maslin.curate.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.maslin.curate.Edit;
import org.maslin.curate.Stage;
import org.maslin.curate.Verdict;
import org.maslin.curate.text.Chars;
import org.maslin.curate.text.Spans;
import org.maslin.curate.text.Tokenizer;

/**
 * The line and page rules of C4 (Raffel et al. 2020, JMLR 21-140, section 2.2) in the order of
 * datatrove's filter. Removes lines and citation marks, and drops texts: {@code lorem_ipsum},
 * {@code curly_bracket}, {@code too_few_sentences}. What drops a text is looked for only in lines
 * that the rules before it kept. A number of -1 switches its rule off.
 *
 * @param removeCitations whether {@code [1]}, {@code [edit]}, {@code [citation needed]} go
 * @param filterNoTerminalPunct whether lines go that end in no {@code . ? ! " '} or in {@code ...};
 *     FineWeb says no
 * @param minNumSentences of the lines that are left
 * @param minWordsPerLine lines with fewer words go
 * @param maxWordLength lines with a longer word go
 * @param filterLoremIpsum whether "lorem ipsum" drops the text
 * @param filterJavascript whether lines that speak of JavaScript go
 * @param filterCurlyBracket whether an opening brace drops the text
 * @param filterPolicy whether lines about cookies, privacy policies and terms of use go
 */
public record C4Quality(
        boolean removeCitations,
        boolean filterNoTerminalPunct,
        int minNumSentences,
        int minWordsPerLine,
        int maxWordLength,
        boolean filterLoremIpsum,
        boolean filterJavascript,
        boolean filterCurlyBracket,
        boolean filterPolicy,
        Tokenizer tokenizer)
        implements Stage.Judge {

    /** The values of the paper. */
    public static final C4Quality DEFAULT =
            new C4Quality(true, true, 5, 3, 1000, true, true, true, true, Tokenizer.SIMPLE);

    private static final Pattern CITATION =
            Pattern.compile(
                    "\\[\\d*]|\\[edit]|\\[citation needed]", Pattern.UNICODE_CHARACTER_CLASS);

    private static final List<String> POLICIES =
            List.of(
                    "terms of use",
                    "privacy policy",
                    "cookie policy",
                    "uses cookies",
                    "use of cookies",
                    "use cookies");

    /** What a rule says of a line. */
    private enum Fate {
        KEEP,
        REMOVE,
        LOREM_IPSUM,
        CURLY_BRACKET
    }

    @Override
    public String name() {
        return "c4-quality";
    }

    @Override
    public Verdict judge(String text) {
        var kept = new ArrayList<String>();
        int sentences = 0;
        int removed = 0;
        for (int start = 0; start < text.length(); ) {
            int end = Lines.end(text, start);
            String stripped = Chars.strip(text.substring(start, end));
            String line = removeCitations ? withoutCitations(stripped) : stripped;
            switch (fate(stripped, line)) {
                case KEEP -> {
                    kept.add(line);
                    sentences += minNumSentences < 0 ? 0 : tokenizer.sentences(line);
                }
                case REMOVE -> removed++;
                case LOREM_IPSUM -> {
                    return Verdict.drop("lorem_ipsum");
                }
                case CURLY_BRACKET -> {
                    return Verdict.drop("curly_bracket");
                }
            }
            start = Lines.next(text, end);
        }
        if (sentences < minNumSentences) {
            return Verdict.drop("too_few_sentences");
        }
        String result = Chars.strip(String.join("\n", kept));
        return result.equals(text)
                ? Verdict.KEEP
                : new Verdict.Rewrite(result, List.of(edit(removed)));
    }

    /** Texts without a removed line differ in spaces or citation marks at least. */
    private Edit edit(int removed) {
        return removed > 0 ? new Edit(name(), "line", removed) : new Edit(name(), "detail", 1);
    }

    private Fate fate(String stripped, String line) {
        var words = new Spans();
        Tokenizer.WHITESPACE.words(stripped, words);
        if (maxWordLength >= 0 && longest(stripped, words) > maxWordLength) {
            return Fate.REMOVE;
        }
        if (filterNoTerminalPunct && !endsSentence(line)) {
            return Fate.REMOVE;
        }
        if (words.count() < minWordsPerLine) {
            return Fate.REMOVE;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        if (filterLoremIpsum && lower.contains("lorem ipsum")) {
            return Fate.LOREM_IPSUM;
        }
        if (filterJavascript && lower.contains("javascript")) {
            return Fate.REMOVE;
        }
        if (filterCurlyBracket && line.indexOf('{') >= 0) {
            return Fate.CURLY_BRACKET;
        }
        boolean policy = filterPolicy && POLICIES.stream().anyMatch(lower::contains);
        return policy ? Fate.REMOVE : Fate.KEEP;
    }

    private static int longest(String line, Spans words) {
        int longest = 0;
        for (int i = 0; i < words.count(); i++) {
            longest = Math.max(longest, line.codePointCount(words.start(i), words.end(i)));
        }
        return longest;
    }

    private static boolean endsSentence(String line) {
        return !line.isEmpty()
                && ".?!\"'".indexOf(line.charAt(line.length() - 1)) >= 0
                && !line.endsWith("...");
    }

    private static String withoutCitations(String line) {
        return line.indexOf('[') < 0 ? line : CITATION.matcher(line).replaceAll("");
    }
}
