package org.maslin.quality;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.maslin.core.Seed;

/**
 * The percentile bootstrap (Efron, Annals of Statistics 7, 1979): draw as many units as there are,
 * with replacement, take the statistic of the draw, repeat; the middle 95 % is the interval. A unit
 * is whatever is independent of the others: a task, a prompt.
 */
public final class Bootstrap {

    /** Enough for the ends of a 95 % interval to be steady in two digits. */
    public static final int REPLICATES = 1000;

    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private Bootstrap() {}

    /** A number computed from units, each counted as often as it was drawn. */
    @FunctionalInterface
    public interface Statistic {

        /**
         * @param copies [unit]: how often it was drawn; all ones give the sample's own value
         * @return the value, or NaN where this draw has none
         */
        double of(int[] copies);
    }

    /** The statistic of the sample itself. */
    public static double estimate(int units, Statistic statistic) {
        int[] once = new int[units];
        Arrays.fill(once, 1);
        return statistic.of(once);
    }

    /**
     * The 95 % interval; draws without a value are left out.
     *
     * @return both ends NaN if no draw has a value
     */
    public static Interval interval(int units, Statistic statistic, int replicates, Seed seed) {
        RandomGenerator random = seed.derive("bootstrap").generator();
        double[] values = new double[replicates];
        int[] copies = new int[units];
        int kept = 0;
        for (int replicate = 0; replicate < replicates; replicate++) {
            Arrays.fill(copies, 0);
            for (int i = 0; i < units; i++) {
                copies[random.nextInt(units)]++;
            }
            double value = statistic.of(copies);
            if (!Double.isNaN(value)) {
                values[kept++] = value;
            }
        }
        Arrays.sort(values, 0, kept);
        return new Interval(quantile(values, kept, LOW), quantile(values, kept, HIGH));
    }

    /** The quantile of the first n sorted values, linear between neighbours. */
    static double quantile(double[] sorted, int n, double share) {
        if (n == 0) {
            return Double.NaN;
        }
        double place = share * (n - 1);
        int below = (int) place;
        int above = Math.min(below + 1, n - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
