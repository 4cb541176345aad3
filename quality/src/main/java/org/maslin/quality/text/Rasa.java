package org.maslin.quality.text;

import java.util.Arrays;

/**
 * Reliability-aware sequence aggregation: answers are points, given by any embedding; the mean of a
 * task's points is weighted by workers, a worker by how near the points are to the means (Li and
 * Fukumoto, A Dataset of Crowdsourced Word Sequences, 2019). The answer nearest to its task's mean
 * by angle is taken, the first of equally near ones. Numbers and stopping are crowd-kit's.
 *
 * @param chosen [task]: the number of the chosen answer; −1 for a task without one
 * @param reliability [worker]
 * @param means [task][dimension]
 * @param iterations how many rounds it took
 */
public record Rasa(int[] chosen, double[] reliability, double[][] means, int iterations) {

    private static final double NEAREST = 1e-5;
    private static final double SIGNIFICANCE = 0.05;
    private static final int ROUNDS = 100;
    private static final double REST = 1e-9;

    /** With crowd-kit's limits: at most 100 rounds, until the means move by 1e-9 of their size. */
    public static Rasa of(int tasks, int workers, int[] task, int[] worker, double[][] points) {
        return of(tasks, workers, task, worker, points, ROUNDS, REST);
    }

    /**
     * @param task [answer]
     * @param worker [answer]
     * @param points [answer][dimension]
     * @param rounds the most rounds
     * @param rest the squared movement of the means, relative to their squares, that is rest
     */
    public static Rasa of(
            int tasks,
            int workers,
            int[] task,
            int[] worker,
            double[][] points,
            int rounds,
            double rest) {
        double[] prior = prior(workers, worker);
        double[] reliability = new double[workers];
        Arrays.fill(reliability, 1);
        int dimensions = points.length == 0 ? 0 : points[0].length;
        double[][] means = new double[tasks][dimensions];
        int done = 0;
        double loss = Double.POSITIVE_INFINITY;
        while (done < rounds && !(loss < rest)) {
            double[][] next = means(tasks, dimensions, task, worker, points, reliability);
            double[] distances = new double[workers];
            for (int i = 0; i < points.length; i++) {
                distances[worker[i]] += square(points[i], next[task[i]]);
            }
            for (int w = 0; w < workers; w++) {
                reliability[w] = prior[w] / Math.max(distances[w], NEAREST);
            }
            loss = done == 0 ? Double.POSITIVE_INFINITY : moved(means, next);
            means = next;
            done++;
        }
        return new Rasa(chosen(tasks, task, points, means), reliability, means, done);
    }

    /** The upper quantile of chi-square at as many degrees of freedom as the worker has answers. */
    private static double[] prior(int workers, int[] worker) {
        int[] n = new int[workers];
        for (int w : worker) {
            n[w]++;
        }
        double[] prior = new double[workers];
        for (int w = 0; w < workers; w++) {
            prior[w] = n[w] == 0 ? 0 : ChiSquare.quantile(1 - SIGNIFICANCE / 2, n[w]);
        }
        return prior;
    }

    private static double[][] means(
            int tasks,
            int dimensions,
            int[] task,
            int[] worker,
            double[][] points,
            double[] reliability) {
        double[][] means = new double[tasks][dimensions];
        double[] total = new double[tasks];
        for (int i = 0; i < points.length; i++) {
            double weight = reliability[worker[i]];
            total[task[i]] += weight;
            for (int d = 0; d < dimensions; d++) {
                means[task[i]][d] += weight * points[i][d];
            }
        }
        for (int t = 0; t < tasks; t++) {
            for (int d = 0; total[t] > 0 && d < dimensions; d++) {
                means[t][d] /= total[t];
            }
        }
        return means;
    }

    private static double moved(double[][] from, double[][] to) {
        double moved = 0;
        double size = 0;
        for (int t = 0; t < to.length; t++) {
            moved += square(from[t], to[t]);
            size += square(to[t], new double[to[t].length]);
        }
        return size == 0 ? 0 : moved / size;
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }

    private static int[] chosen(int tasks, int[] task, double[][] points, double[][] means) {
        int[] chosen = new int[tasks];
        double[] nearest = new double[tasks];
        Arrays.fill(chosen, -1);
        for (int i = 0; i < points.length; i++) {
            double distance = 1 - cosine(points[i], means[task[i]]);
            if (chosen[task[i]] < 0 || distance < nearest[task[i]]) {
                chosen[task[i]] = i;
                nearest[task[i]] = distance;
            }
        }
        return chosen;
    }

    /** The cosine of the angle; minus infinity if one of them has no direction. */
    private static double cosine(double[] a, double[] b) {
        double dot = 0;
        double sizeA = 0;
        double sizeB = 0;
        for (int d = 0; d < a.length; d++) {
            dot += a[d] * b[d];
            sizeA += a[d] * a[d];
            sizeB += b[d] * b[d];
        }
        return sizeA == 0 || sizeB == 0 ? Double.NEGATIVE_INFINITY : dot / Math.sqrt(sizeA * sizeB);
    }
}
