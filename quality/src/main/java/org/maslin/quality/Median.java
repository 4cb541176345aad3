package org.maslin.quality;

import java.util.Arrays;
import org.maslin.core.Figure;

/**
 * The median with an interval that asks nothing of how the values lie (Thompson, Annals of
 * Mathematical Statistics 7, 1936).
 *
 * <p>Each value lies below the true median like a fair coin falls, so that how many do is binomial:
 * the interval reaches from one of the sorted values to the one as far from the other end, so far
 * out that no more than 2.5 % of such throws lie beyond each. Five values have none: all of them
 * fall on one side too often.
 */
public final class Median {

    static final String METHOD = "median, order statistics";

    private static final double BEYOND = 0.025;
    private static final double Z = 1.959963984540054;

    /** From so many values on, the normal distribution tells the binomial's ranks. */
    private static final long MANY = 1000;

    private Median() {}

    /** The median of some values, at least one. */
    public static Figure of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("No values (0) have a median; 1 has one.");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double middle =
                sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        int rank = (int) lowRank(sorted.length);
        return rank == 0
                ? figure(middle, Double.NaN, Double.NaN, sorted.length)
                : figure(middle, sorted[rank - 1], sorted[sorted.length - rank], sorted.length);
    }

    /**
     * A median that was found elsewhere.
     *
     * @param low the value of rank {@link #lowRank}; not looked at where that is 0
     * @param high the value as far from the greatest
     */
    public static Figure figure(double median, double low, double high, long n) {
        return lowRank(n) == 0
                ? Figure.withoutInterval(median, n, METHOD)
                : Figure.withInterval(median, low, high, n, METHOD);
    }

    /** The rank, from 1, of the value at the lower end among n sorted ones; 0 if there is none. */
    public static long lowRank(long n) {
        long rank = Math.max(0, (long) Math.floor((n - Z * Math.sqrt(n) + 1) / 2));
        if (n > MANY) {
            return rank;
        }
        while (rank > 0 && below(rank, n) > BEYOND) {
            rank--;
        }
        while (below(rank + 1, n) <= BEYOND) {
            rank++;
        }
        return rank;
    }

    /** The probability that fewer than `rank` of n fair coins show heads. */
    private static double below(long rank, long n) {
        return rank > n ? 1 : BetaQuantile.cumulative(0.5, n - rank + 1, rank);
    }
}
