package org.maslin.quality;

import java.util.Arrays;
import org.maslin.core.Figure;

/**
 * One number of several: worker j reports z_i + b_j plus noise of variance v_j, so that who is
 * always too high is corrected and who is careless counts for little (the Gaussian model of Raykar
 * et al., JMLR 11, 2010, with a bias).
 *
 * <p>Values, biases and variances are found by expectation maximisation under weak priors: a bias
 * of 0 with the variance of all answers, a noise as of the usual worker counted as two answers. A
 * value's interval is 1.96 ÷ √Σ 1 ÷ v_j, with what is not known of the biases left out.
 *
 * @param values [task]
 * @param bias [worker]: how much too high the worker reports
 * @param deviation [worker]: the standard deviation of the rest
 */
public record Numeric(Figure[] values, double[] bias, double[] deviation) {

    private static final double Z = 1.959963984540054;
    private static final double PRIOR_ANSWERS = 2;
    private static final int ROUNDS = 500;
    private static final double REST = 1e-10;
    private static final double TINY = 1e-12;
    private static final String METHOD = "gaussian consensus with worker bias and noise";

    /**
     * @param tasks how many tasks there are
     * @param workers how many workers there are
     * @param task [answer]
     * @param worker [answer]
     * @param value [answer]: finite
     */
    public static Numeric of(int tasks, int workers, int[] task, int[] worker, double[] value) {
        for (int i = 0; i < value.length; i++) {
            if (!Double.isFinite(value[i])) {
                throw new IllegalArgumentException(
                        "Answer %d is %s; leave out what is no number.".formatted(i, value[i]));
            }
        }
        double[] z = means(tasks, task, value);
        int[] together = new int[value.length];
        double spread = variance(together, value, means(1, together, value));
        spread = Math.max(spread, TINY * (1 + square(largest(value))));
        double usual = Math.max(variance(task, value, z), TINY * spread);
        double[] bias = new double[workers];
        double[] noise = new double[workers];
        Arrays.fill(noise, usual);
        double moved = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && moved > REST * Math.sqrt(spread); round++) {
            double[] weight = weights(tasks, task, worker, noise);
            learn(task, worker, value, z, weight, usual, spread, bias, noise);
            double[] next = weighted(tasks, task, worker, value, bias, noise);
            moved = 0;
            for (int t = 0; t < tasks; t++) {
                moved = Math.max(moved, Math.abs(next[t] - z[t]));
                z[t] = next[t];
            }
        }
        return new Numeric(figures(tasks, task, worker, z, noise), bias, roots(noise));
    }

    private static double[] weights(int tasks, int[] task, int[] worker, double[] noise) {
        double[] weights = new double[tasks];
        for (int i = 0; i < task.length; i++) {
            weights[task[i]] += 1 / noise[worker[i]];
        }
        return weights;
    }

    /** The values without bias, weighted; 0 where there are none. */
    private static double[] weighted(
            int tasks, int[] task, int[] worker, double[] value, double[] bias, double[] noise) {
        double[] weights = weights(tasks, task, worker, noise);
        double[] sums = new double[tasks];
        for (int i = 0; i < value.length; i++) {
            int w = worker[i];
            sums[task[i]] += (value[i] - bias[w]) / noise[w] / weights[task[i]];
        }
        return sums;
    }

    private static void learn(
            int[] task,
            int[] worker,
            double[] value,
            double[] z,
            double[] weight,
            double usual,
            double spread,
            double[] bias,
            double[] noise) {
        double[] sum = new double[bias.length];
        double[] n = new double[bias.length];
        for (int i = 0; i < value.length; i++) {
            sum[worker[i]] += value[i] - z[task[i]];
            n[worker[i]]++;
        }
        double mean = 0;
        for (int w = 0; w < bias.length; w++) {
            bias[w] = sum[w] / (n[w] + noise[w] / spread);
            mean += bias[w] / bias.length;
        }
        double[] squares = new double[bias.length];
        for (int w = 0; w < bias.length; w++) {
            bias[w] -= mean;
        }
        for (int i = 0; i < value.length; i++) {
            double off = value[i] - z[task[i]] - bias[worker[i]];
            // What is not known of the value is no noise of the worker's.
            squares[worker[i]] += off * off + 1 / weight[task[i]];
        }
        for (int w = 0; w < bias.length; w++) {
            noise[w] = (squares[w] + PRIOR_ANSWERS * usual) / (n[w] + PRIOR_ANSWERS);
        }
    }

    private static double largest(double[] value) {
        double largest = 0;
        for (double v : value) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] means(int groups, int[] group, double[] value) {
        double[] sums = new double[groups];
        int[] n = new int[groups];
        for (int i = 0; i < value.length; i++) {
            sums[group[i]] += value[i];
            n[group[i]]++;
        }
        for (int g = 0; g < groups; g++) {
            sums[g] = n[g] > 0 ? sums[g] / n[g] : 0;
        }
        return sums;
    }

    private static double variance(int[] group, double[] value, double[] means) {
        double sum = 0;
        for (int i = 0; i < value.length; i++) {
            double off = value[i] - means[group[i]];
            sum += off * off;
        }
        return sum / Math.max(1, value.length - means.length);
    }

    private static Figure[] figures(
            int tasks, int[] task, int[] worker, double[] z, double[] noise) {
        double[] weight = new double[tasks];
        int[] n = new int[tasks];
        for (int i = 0; i < task.length; i++) {
            weight[task[i]] += 1 / noise[worker[i]];
            n[task[i]]++;
        }
        Figure[] figures = new Figure[tasks];
        for (int t = 0; t < tasks; t++) {
            double half = Z / Math.sqrt(weight[t]);
            figures[t] =
                    n[t] == 0
                            ? Figure.withoutInterval(z[t], 0, METHOD)
                            : Figure.withInterval(z[t], z[t] - half, z[t] + half, n[t], METHOD);
        }
        return figures;
    }

    private static double[] roots(double[] values) {
        double[] roots = new double[values.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(values[i]);
        }
        return roots;
    }
}
