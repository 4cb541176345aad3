package org.maslin.quality.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognizer output voting error reduction: texts are laid side by side word by word, and each
 * place takes the word most of them have, or none (Fiscus, IEEE ASRU 1997; costs and ties as
 * crowd-kit has them).
 *
 * <p>The first text is the skeleton; each next one is aligned to it by edit distance, in which a
 * place that already has "no word" is skipped for nothing, except before the text's first word. So
 * the order of texts matters; give the best worker's first. Of words equally often in a place the
 * longer is taken, then the later by alphabet.
 */
public final class Rover {

    private static final String NONE = "";

    private Rover() {}

    /** The words most of the texts have. */
    public static List<String> aggregate(List<List<String>> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("There are no texts to vote on.");
        }
        List<Map<String, Integer>> slots = new ArrayList<>();
        texts.getFirst().forEach(word -> slots.add(slot(word)));
        for (int i = 1; i < texts.size(); i++) {
            align(slots, texts.get(i), i);
        }
        List<String> words = new ArrayList<>();
        for (Map<String, Integer> slot : slots) {
            String best = NONE;
            int most = -1;
            for (Map.Entry<String, Integer> entry : slot.entrySet()) {
                if (most < 0 || ahead(entry.getKey(), entry.getValue(), best, most)) {
                    best = entry.getKey();
                    most = entry.getValue();
                }
            }
            if (!best.equals(NONE)) {
                words.add(best);
            }
        }
        return words;
    }

    private static boolean ahead(String word, int count, String best, int most) {
        if (count != most) {
            return count > most;
        }
        return word.length() != best.length()
                ? word.length() > best.length()
                : word.compareTo(best) > 0;
    }

    private static Map<String, Integer> slot(String word) {
        Map<String, Integer> slot = new HashMap<>();
        slot.put(word, 1);
        return slot;
    }

    /** Adds a text to the places; {@code before} texts are there already. */
    private static void align(List<Map<String, Integer>> slots, List<String> text, int before) {
        int n = slots.size();
        int m = text.size();
        int[][] cost = new int[n + 1][m + 1];
        char[][] move = new char[n + 1][m + 1];
        for (int i = 1; i <= n; i++) {
            cost[i][0] = i;
            move[i][0] = 'd';
        }
        for (int j = 1; j <= m; j++) {
            cost[0][j] = j;
            move[0][j] = 'i';
        }
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= m; j++) {
                boolean match = slots.get(i - 1).containsKey(text.get(j - 1));
                cost[i][j] = cost[i - 1][j - 1] + (match ? 0 : 1);
                move[i][j] = 's';
                int deletion = cost[i - 1][j] + skip(slots.get(i - 1));
                if (deletion < cost[i][j]) {
                    cost[i][j] = deletion;
                    move[i][j] = 'd';
                }
                if (cost[i][j - 1] + 1 < cost[i][j]) {
                    cost[i][j] = cost[i][j - 1] + 1;
                    move[i][j] = 'i';
                }
            }
        }
        List<Map<String, Integer>> aligned = new ArrayList<>();
        int i = n;
        int j = m;
        while (i > 0 || j > 0) {
            switch (move[i][j]) {
                case 's' -> {
                    slots.get(--i).merge(text.get(--j), 1, Integer::sum);
                    aligned.add(slots.get(i));
                }
                case 'd' -> {
                    slots.get(--i).merge(NONE, 1, Integer::sum);
                    aligned.add(slots.get(i));
                }
                default -> {
                    Map<String, Integer> inserted = slot(text.get(--j));
                    inserted.put(NONE, before);
                    aligned.add(inserted);
                }
            }
        }
        slots.clear();
        slots.addAll(aligned.reversed());
    }

    private static int skip(Map<String, Integer> slot) {
        return slot.containsKey(NONE) ? 0 : 1;
    }
}
