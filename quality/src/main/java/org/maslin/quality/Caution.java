package org.maslin.quality;

import java.util.Arrays;

/**
 * How sure one may be of a task while answers come: a posterior that does not flatter itself.
 *
 * <p>The posterior of {@link DawidSkene} is certain too early, for three reasons, each met here.
 * What a worker did on the very task is taken out of the worker's record, so that nobody confirms
 * himself. A worker of few answers is taken for one like the others: the rates of all workers
 * together count as four answers of each. And workers err together on hard tasks: evidence is
 * tempered, p(k) ∝ prior(k) · Π rate^t, with the t, at most 1, under which held-out answers are
 * best predicted by the others of their task. No truth is needed; where annotators agree on what
 * the truth is not, nothing but gold tasks can tell.
 */
final class Caution {

    private static final double STRENGTH = 4;
    private static final double RIGHT = 2;
    private static final double WRONG = 1;
    private static final int SAMPLE = 200;
    private static final double STEP = 0.1;
    private static final int STEPS = 10;

    private final RunningCounts counts;
    private final int k;
    private double temper = 1;
    private double[] rates = new double[0];
    private final double[] all;
    private final double[] others;

    Caution(RunningCounts counts, int classes) {
        this.counts = counts;
        this.k = classes;
        all = new double[k];
        others = new double[k];
    }

    /** How much an answer's evidence counts, between 0.1 and 1. */
    double temper() {
        return temper;
    }

    /** The probability of the best label of a task. */
    double confidence(int task) {
        logRates(task);
        sum(task, temper);
        double most = all[0];
        for (double belief : all) {
            most = Math.max(most, belief);
        }
        double sum = 0;
        for (double belief : all) {
            sum += Math.exp(belief - most);
        }
        return 1 / sum;
    }

    /** Finds the temper anew, from some hundred tasks with at least two answers. */
    void calibrate() {
        int[] sample = sample();
        if (sample.length == 0) {
            return;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int step = 1; step <= STEPS; step++) {
            double likelihood = 0;
            for (int task : sample) {
                logRates(task);
                likelihood += heldOut(task, step * STEP);
            }
            if (likelihood > best) {
                best = likelihood;
                temper = step * STEP;
            }
        }
    }

    private int[] sample() {
        int[] sample = new int[SAMPLE];
        int found = 0;
        int stride = Math.max(1, counts.tasks() / SAMPLE);
        for (int task = 0; task < counts.tasks() && found < SAMPLE; task += stride) {
            if (counts.overlap(task) > 1) {
                sample[found++] = task;
            }
        }
        return Arrays.copyOf(sample, found);
    }

    /** The logarithms of the rates of a task's answers, without the task itself, [answer][true]. */
    private void logRates(int task) {
        int overlap = counts.overlap(task);
        if (rates.length < overlap * k) {
            rates = new double[2 * overlap * k];
        }
        for (int truth = 0; truth < k; truth++) {
            double own = counts.posterior(task, truth);
            double all = RIGHT + WRONG;
            for (int label = 0; label < k; label++) {
                all += counts.pooled(label, truth);
            }
            for (int i = 0; i < overlap; i++) {
                int row = counts.rows(task)[i];
                int label = row % k;
                double usual = label == truth ? RIGHT : WRONG / Math.max(1, k - 1);
                double common = (counts.pooled(label, truth) + usual) / all;
                double hits = Math.max(0, counts.count(row, truth) - own);
                double n = Math.max(0, counts.sum(row / k, truth) - own);
                rates[i * k + truth] = Math.log((hits + STRENGTH * common) / (n + STRENGTH));
            }
        }
    }

    private void sum(int task, double t) {
        int overlap = counts.overlap(task);
        for (int truth = 0; truth < k; truth++) {
            double sum = 0;
            for (int i = 0; i < overlap; i++) {
                sum += rates[i * k + truth];
            }
            all[truth] = Math.log(counts.prior(truth)) + t * sum;
        }
    }

    /** Σ over the task's answers of the log-likelihood of each given the others. */
    private double heldOut(int task, double t) {
        sum(task, t);
        double likelihood = 0;
        for (int i = 0; i < counts.overlap(task); i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int truth = 0; truth < k; truth++) {
                others[truth] = all[truth] - t * rates[i * k + truth];
                most = Math.max(most, others[truth]);
            }
            double sum = 0;
            double predicted = 0;
            for (int truth = 0; truth < k; truth++) {
                double belief = Math.exp(others[truth] - most);
                sum += belief;
                predicted += belief * Math.exp(rates[i * k + truth]);
            }
            likelihood += Math.log(predicted / sum);
        }
        return likelihood;
    }
}
