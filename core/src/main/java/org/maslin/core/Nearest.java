package org.maslin.core;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant (Levenshtein distance over lower case). */
public final class Nearest {

    private Nearest() {}

    /**
     * The candidate with the fewest edits, the first of equals; absent if each one differs in more
     * than half of its letters.
     */
    public static @Nullable String to(String word, Collection<String> candidates) {
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int edits = edits(word.toLowerCase(Locale.ROOT), candidate);
            if (edits < fewest && 2 * edits <= Math.max(word.length(), candidate.length())) {
                nearest = candidate;
                fewest = edits;
            }
        }
        return nearest;
    }

    /** A hint that names the nearest candidate, or all of them if none is near. */
    public static String hint(String word, Collection<String> candidates) {
        String nearest = to(word, candidates);
        return nearest != null
                ? "Maybe you meant \"%s\".".formatted(nearest)
                : "Known are: %s.".formatted(String.join(", ", candidates));
    }

    private static int edits(String from, String to) {
        var previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            var current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] =
                        Math.min(
                                previous[j - 1] + substitution,
                                1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
