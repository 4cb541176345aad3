package org.maslin.quality;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The completion of agreement beyond chance to u · v, as {@link Mmsr} wants it. */
final class RankOne {

    private final CommonTasks pairs;
    private final double[] u;
    private final double[] v;
    private final double[] beforeU;
    private final double[] beforeV;
    private final double[] estimates;
    private final int dropped;

    RankOne(CommonTasks pairs, RandomGenerator random) {
        this.pairs = pairs;
        int workers = pairs.workers();
        u = new double[workers];
        for (int worker = 0; worker < workers; worker++) {
            u[worker] = 1 - random.nextDouble();
        }
        v = u.clone();
        beforeU = new double[workers];
        beforeV = new double[workers];
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (int worker = 0; worker < workers; worker++) {
            int degree = pairs.offsets[worker + 1] - pairs.offsets[worker];
            fewest = Math.min(fewest, degree);
            most = Math.max(most, degree);
        }
        dropped = Math.max(0, fewest / 2 - 1);
        estimates = new double[most];
    }

    /**
     * Both sides once.
     *
     * @return the Frobenius norm of the change of u v'
     */
    double sweep() {
        System.arraycopy(u, 0, beforeU, 0, u.length);
        System.arraycopy(v, 0, beforeV, 0, v.length);
        update(v, u);
        update(u, v);
        double now = dot(u, u) * dot(v, v);
        double then = dot(beforeU, beforeU) * dot(beforeV, beforeV);
        return Math.sqrt(Math.max(0, now + then - 2 * dot(u, beforeU) * dot(v, beforeV)));
    }

    private void update(double[] to, double[] from) {
        for (int worker = 0; worker < to.length; worker++) {
            int n = 0;
            for (int i = pairs.offsets[worker]; i < pairs.offsets[worker + 1]; i++) {
                double other = from[pairs.neighbours[i]];
                if (other > 0) {
                    estimates[n++] = Math.abs(pairs.beyondChance(i)) / other;
                }
            }
            to[worker] = trimmedMean(n, to[worker]);
        }
    }

    /** The mean without the extreme estimates on either side of the present value. */
    private double trimmedMean(int n, double present) {
        Arrays.sort(estimates, 0, n);
        int below = 0;
        int above = 0;
        for (int i = 0; i < n; i++) {
            below += estimates[i] < present ? 1 : 0;
            above += estimates[i] > present ? 1 : 0;
        }
        int from = Math.min(dropped, below);
        int to = n - Math.min(dropped, above);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += estimates[i];
        }
        return to > from ? sum / (to - from) : present;
    }

    /**
     * Skills between −1 and 1, as signed square roots of the completed diagonal.
     *
     * @param agreement [worker]: how often the worker agrees with the majority
     */
    double[] skills(double[] agreement) {
        double balance = Math.sqrt(Math.sqrt(dot(u, u) / Math.max(dot(v, v), Double.MIN_NORMAL)));
        double[] skills = new double[u.length];
        for (int worker = 0; worker < u.length; worker++) {
            boolean alone = pairs.offsets[worker] == pairs.offsets[worker + 1];
            double size = balance > 0 ? u[worker] / balance : 0;
            double sign = agreement[worker] * pairs.classes < 1 ? -1 : 1;
            skills[worker] = alone ? 0 : sign * size;
        }
        return skills;
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }
}
