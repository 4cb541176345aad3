package org.maslin.quality.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far apart two texts are, from 0 for equal ones to 1. */
@FunctionalInterface
public interface TextDistance {

    double between(String a, String b);

    /** Edits of words over the words of the longer text, case and outer punctuation left aside. */
    static TextDistance words() {
        return (a, b) -> {
            List<String> first = split(a);
            List<String> second = split(b);
            int longest = Math.max(first.size(), second.size());
            return longest == 0 ? 0 : (double) edits(first, second) / longest;
        };
    }

    /**
     * 1 − GLEU: of the runs of one to four words, the share that both texts have, by the text with
     * more of them (Wu et al., Google's Neural Machine Translation System, 2016). Symmetric.
     */
    static TextDistance gleu() {
        return (a, b) -> {
            Map<List<String>, Integer> first = runs(split(a));
            Map<List<String>, Integer> second = runs(split(b));
            int both = 0;
            for (Map.Entry<List<String>, Integer> run : first.entrySet()) {
                both += Math.min(run.getValue(), second.getOrDefault(run.getKey(), 0));
            }
            int most = Math.max(sum(first), sum(second));
            return most == 0 ? 0 : 1 - (double) both / most;
        };
    }

    private static List<String> split(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return plain.isEmpty()
                ? List.of()
                : Arrays.stream(plain.split("\\s+"))
                        .map(word -> word.replaceAll("^\\p{Punct}+|\\p{Punct}+$", ""))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static int edits(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int substitution = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.size()];
    }

    private static Map<List<String>, Integer> runs(List<String> words) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int length = 1; length <= 4; length++) {
            for (int from = 0; from + length <= words.size(); from++) {
                runs.merge(words.subList(from, from + length), 1, Integer::sum);
            }
        }
        return runs;
    }

    private static int sum(Map<List<String>, Integer> runs) {
        return runs.values().stream().mapToInt(Integer::intValue).sum();
    }
}
