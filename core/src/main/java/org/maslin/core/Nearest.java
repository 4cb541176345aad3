package org.maslin.core;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Finds the known word that somebody most likely meant. */
public final class Nearest {

    private Nearest() {}

    /** The known word with the fewest edits (Levenshtein), or null when none is close. */
    public static @Nullable String to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> edits(word, candidate) <= Math.max(2, word.length() / 3))
                .min(
                        Comparator.comparingInt((String candidate) -> edits(word, candidate))
                                .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** A way out for an unknown word: the nearest known one, or all of them. */
    public static String hint(String word, Collection<String> known) {
        String nearest = to(word, known);
        return nearest == null
                ? "Known are: " + String.join(", ", known) + "."
                : "Maybe you meant " + nearest + ".";
    }

    private static int edits(String left, String right) {
        var row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
