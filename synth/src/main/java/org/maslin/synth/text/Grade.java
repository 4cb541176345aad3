package org.maslin.synth.text;

import java.util.Comparator;

/**
 * What a grader found in a completion.
 *
 * @param wellFormed whether exactly one sentence is an answer and all others are known style
 * @param correct 0, one half or 1; 0 unless well-formed
 * @param politeness -1, 0 or 1: which tone has more sentences
 * @param surplus sentences that add nothing: rambling, unknown ones, and every opener or closer
 *     beyond the first
 * @param words words of the whole completion
 */
public record Grade(boolean wellFormed, double correct, int politeness, int surplus, int words) {

    /** Correct first, then politeness, then brevity; the better grade is the greater. */
    public static final Comparator<Grade> BETTER =
            Comparator.comparingDouble(Grade::correct)
                    .thenComparingInt(Grade::politeness)
                    .thenComparing(Comparator.comparingInt(Grade::surplus).reversed());

    private static final double CORRECT_WEIGHT = 4;
    private static final double POLITENESS_WEIGHT = 1.2;
    private static final double SURPLUS_WEIGHT = 0.5;
    private static final int MOST_SURPLUS = 4;
    private static final double GARBLED_WEIGHT = 2;

    /**
     * How much a rater likes the completion: u = 4c + 1.2p - 0.5 min(surplus, 4), and 2 less if it
     * is not well-formed: garbled text is worse than a wrong answer.
     */
    public double utility() {
        return CORRECT_WEIGHT * correct
                + POLITENESS_WEIGHT * politeness
                - SURPLUS_WEIGHT * Math.min(surplus, MOST_SURPLUS)
                - (wellFormed ? 0 : GARBLED_WEIGHT);
    }
}
