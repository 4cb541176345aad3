package org.maslin.quality;

import java.util.Arrays;
import org.maslin.core.Figure;

/**
 * How fast answers were, set against the task and the worker.
 *
 * <p>The logarithm of the seconds is a task's length plus a worker's pace plus a rest, all found by
 * median polish (Tukey, Exploratory Data Analysis, 1977), which a few absurd times do not move. An
 * answer's z is its rest in robust standard deviations; a worker's pace is in factors, 0.5 being
 * twice as fast as the usual one; the trend is the pace's change from a worker's first answer to
 * the last (Theil and Sen's median of slopes), below 1 for one who speeds up.
 *
 * <p>Their intervals take the tasks' lengths for known: that of the pace reaches from one of the
 * worker's own rests to another (see {@link Median}), that of the trend from one slope to another,
 * by the variance of Kendall's count of pairs in order (Sen, Journal of the American Statistical
 * Association 63, 1968).
 *
 * @param z [answer]
 * @param pace [worker]; n of 0 where there are no answers
 * @param trend [worker]; 1 without an interval where there are fewer than five answers
 */
public record Pace(double[] z, Figure[] pace, Figure[] trend) {

    private static final String PACE = "median polish, order statistics";
    private static final String TREND = "theil-sen slope, kendall's variance";
    private static final double NORMAL = 1.959963984540054;

    private static final int ROUNDS = 10;
    private static final double TO_DEVIATION = 1.4826;
    private static final double LEAST_SECONDS = 0.05;
    private static final int FEWEST = 5;
    private static final int MOST_FOR_SLOPES = 400;

    /** Answers with a z below this are too fast to have been thought about. */
    public static final double TOO_FAST = -3.5;

    /**
     * @param task [answer] in the order in which they were given
     * @param worker [answer]
     * @param seconds [answer], positive
     */
    public static Pace of(int[] task, int[] worker, double[] seconds) {
        double[] rest = new double[seconds.length];
        for (int i = 0; i < rest.length; i++) {
            if (!(seconds[i] >= 0) || Double.isInfinite(seconds[i])) {
                throw new IllegalArgumentException(
                        "The seconds (%s) of answer %d must be a number from 0 on."
                                .formatted(seconds[i], i));
            }
            rest[i] = Math.log(Math.max(seconds[i], LEAST_SECONDS));
        }
        int workers = 1 + Arrays.stream(worker).max().orElse(-1);
        int tasks = 1 + Arrays.stream(task).max().orElse(-1);
        double[] pace = new double[workers];
        for (int round = 0; round < ROUNDS; round++) {
            polish(rest, task, tasks);
            double[] moved = polish(rest, worker, workers);
            double middle = median(moved.clone());
            for (int w = 0; w < workers; w++) {
                pace[w] += moved[w] - middle;
            }
            for (int i = 0; i < rest.length; i++) {
                rest[i] += middle;
            }
        }
        Figure[] paces = new Figure[workers];
        Figure[] trends = new Figure[workers];
        int[][] own = groups(worker, workers);
        for (int w = 0; w < workers; w++) {
            paces[w] = pace(pace[w], rest, own[w]);
            trends[w] = trend(rest, own[w]);
        }
        double spread = spread(rest);
        double[] z = new double[rest.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = spread == 0 ? 0 : rest[i] / spread;
        }
        return new Pace(z, paces, trends);
    }

    /** The factor of a pace, as far to each side as the worker's rests of those ranks lie. */
    private static Figure pace(double pace, double[] rest, int[] own) {
        long rank = Median.lowRank(own.length);
        if (rank == 0) {
            return Figure.withoutInterval(Math.exp(pace), own.length, PACE);
        }
        double[] rests = new double[own.length];
        for (int i = 0; i < rests.length; i++) {
            rests[i] = rest[own[i]];
        }
        double middle = median(rests);
        return Figure.withInterval(
                Math.exp(pace),
                Math.exp(pace + rests[(int) rank - 1] - middle),
                Math.exp(pace + rests[rests.length - (int) rank] - middle),
                own.length,
                PACE);
    }

    /** Takes the median of each group off; tells what was taken. */
    private static double[] polish(double[] rest, int[] group, int groups) {
        double[] taken = new double[groups];
        int[][] members = groups(group, groups);
        for (int g = 0; g < groups; g++) {
            double[] values = new double[members[g].length];
            for (int i = 0; i < values.length; i++) {
                values[i] = rest[members[g][i]];
            }
            taken[g] = median(values);
            for (int i : members[g]) {
                rest[i] -= taken[g];
            }
        }
        return taken;
    }

    private static int[][] groups(int[] group, int groups) {
        int[] sizes = new int[groups];
        for (int g : group) {
            sizes[g]++;
        }
        int[][] members = new int[groups][];
        for (int g = 0; g < groups; g++) {
            members[g] = new int[sizes[g]];
        }
        for (int i = group.length - 1; i >= 0; i--) {
            members[group[i]][--sizes[group[i]]] = i;
        }
        return members;
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private static double spread(double[] rest) {
        double[] sizes = new double[rest.length];
        for (int i = 0; i < rest.length; i++) {
            sizes[i] = Math.abs(rest[i]);
        }
        return TO_DEVIATION * median(sizes);
    }

    private static Figure trend(double[] rest, int[] own) {
        if (own.length < FEWEST) {
            return Figure.withoutInterval(1, own.length, TREND);
        }
        int stride = Math.max(1, own.length / MOST_FOR_SLOPES);
        int n = (own.length + stride - 1) / stride;
        double[] slopes = new double[n * (n - 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double apart = (double) (i - j) * stride;
                slopes[at++] = (rest[own[i * stride]] - rest[own[j * stride]]) / apart;
            }
        }
        double slope = median(slopes);
        double deviation = Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        int out = (int) Math.max(0, Math.floor((slopes.length - NORMAL * deviation) / 2));
        int all = own.length - 1;
        return Figure.withInterval(
                Math.exp(slope * all),
                Math.exp(slopes[out] * all),
                Math.exp(slopes[slopes.length - 1 - out] * all),
                own.length,
                TREND);
    }
}
