package org.maslin.train.grader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.maslin.core.BadInputException;

/**
 * How alike two texts are, from 0 to 1. Words are runs of letters and digits in lower case.
 *
 * <ul>
 *   <li>Fuzzy match: twice the longest common subsequence of letters over both lengths.
 *   <li>BLEU (Papineni et al., 2002): the geometric mean of the shares of 1- to 4-grams that the
 *       reference has, times a penalty for being shorter; a share of none counts as ½ over how many
 *       there are, so that one missing 4-gram does not make all else worthless.
 *   <li>GLEU (Wu et al., 2016): the smaller of precision and recall of all 1- to 4-grams.
 *   <li>ROUGE (Lin, 2004): the F1 of n-grams, or of the longest common subsequence of words.
 * </ul>
 */
public enum Similarity {
    FUZZY_MATCH,
    BLEU,
    GLEU,
    ROUGE_1,
    ROUGE_2,
    ROUGE_3,
    ROUGE_4,
    ROUGE_5,
    ROUGE_L;

    private static final int LONGEST_GRAM = 4;
    private static final int LONGEST_TEXT = 10_000;

    static Similarity named(String place, String name) {
        for (Similarity one : values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
                return one;
            }
        }
        throw new BadInputException(
                place + ".evaluation_metric",
                name.isEmpty() ? "nothing" : name,
                "fuzzy_match, bleu, gleu, rouge_1 to rouge_5 or rouge_l",
                "Choose one of these.");
    }

    double of(String input, String reference) {
        if (this == FUZZY_MATCH) {
            return ratio(letters(input), letters(reference));
        }
        List<String> said = words(input);
        List<String> wanted = words(reference);
        return switch (this) {
            case BLEU -> bleu(said, wanted);
            case GLEU -> gleu(said, wanted);
            case ROUGE_L -> ratio(said, wanted);
            case ROUGE_1, ROUGE_2, ROUGE_3, ROUGE_4, ROUGE_5 ->
                    gramF1(said, wanted, ordinal() - ROUGE_1.ordinal() + 1);
            case FUZZY_MATCH -> throw new AssertionError(this);
        };
    }

    private static List<String> letters(String text) {
        return text.codePoints().limit(LONGEST_TEXT).mapToObj(Character::toString).toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && words.size() < LONGEST_TEXT) {
                words.add(word);
            }
        }
        return words;
    }

    /** 2 · lcs / (|a| + |b|), which is the F1 of the longest common subsequence. */
    private static double ratio(List<String> a, List<String> b) {
        int both = a.size() + b.size();
        return both == 0 ? 1 : 2.0 * common(a, b) / both;
    }

    private static int common(List<String> a, List<String> b) {
        var before = new int[b.size() + 1];
        for (String one : a) {
            var now = new int[b.size() + 1];
            for (int j = 0; j < b.size(); j++) {
                now[j + 1] = one.equals(b.get(j)) ? before[j] + 1 : Math.max(before[j + 1], now[j]);
            }
            before = now;
        }
        return before[b.size()];
    }

    private static Map<List<String>, Integer> grams(List<String> words, int n) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }

    private static int shared(List<String> a, List<String> b, int n) {
        Map<List<String>, Integer> other = grams(b, n);
        int shared = 0;
        for (var one : grams(a, n).entrySet()) {
            shared += Math.min(one.getValue(), other.getOrDefault(one.getKey(), 0));
        }
        return shared;
    }

    private static int count(List<String> words, int n) {
        return Math.max(0, words.size() - n + 1);
    }

    private static double gramF1(List<String> said, List<String> wanted, int n) {
        int both = count(said, n) + count(wanted, n);
        return both == 0 ? 0 : 2.0 * shared(said, wanted, n) / both;
    }

    private static double bleu(List<String> said, List<String> wanted) {
        int longest = Math.min(LONGEST_GRAM, Math.min(said.size(), wanted.size()));
        if (longest == 0 || shared(said, wanted, 1) == 0) {
            return 0;
        }
        double logs = 0;
        for (int n = 1; n <= longest; n++) {
            int shared = shared(said, wanted, n);
            logs += Math.log((shared == 0 ? 0.5 : shared) / count(said, n));
        }
        double shorter = Math.min(0, 1 - (double) wanted.size() / said.size());
        return Math.exp(logs / longest + shorter);
    }

    private static double gleu(List<String> said, List<String> wanted) {
        int shared = 0;
        int ours = 0;
        int theirs = 0;
        for (int n = 1; n <= LONGEST_GRAM; n++) {
            shared += shared(said, wanted, n);
            ours += count(said, n);
            theirs += count(wanted, n);
        }
        return Math.max(ours, theirs) == 0 ? 0 : (double) shared / Math.max(ours, theirs);
    }
}
