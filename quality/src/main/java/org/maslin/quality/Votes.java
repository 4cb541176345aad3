package org.maslin.quality;

import java.util.Arrays;

/** Weighted votes and how far workers agree with their outcome. */
final class Votes {

    private Votes() {}

    /**
     * The weight of the votes for each label as a share of the task's, [task][label]. A task whose
     * votes weigh nothing is decided by their number. Sums are compensated (Kahan, Communications
     * of the ACM 8, 1965), so that equal votes stay equal in whatever order they came.
     *
     * @param weights [worker], none negative
     */
    static double[] shares(Answers answers, double[] weights) {
        int k = answers.labels().size();
        double[] shares = new double[answers.tasks().size() * k];
        double[] lost = new double[k];
        for (int task = 0; task < answers.tasks().size(); task++) {
            int base = task * k;
            int from = answers.first(task);
            int to = answers.first(task + 1);
            Arrays.fill(lost, 0);
            for (int i = from; i < to; i++) {
                int label = answers.label(i);
                double next = weights[answers.worker(i)] - lost[label];
                double sum = shares[base + label] + next;
                lost[label] = sum - shares[base + label] - next;
                shares[base + label] = sum;
            }
            double total = total(shares, base, k);
            if (!(total > 0)) {
                for (int i = from; i < to; i++) {
                    shares[base + answers.label(i)]++;
                }
                total = to - from;
            }
            for (int at = base; at < base + k; at++) {
                shares[at] /= total;
            }
        }
        return shares;
    }

    private static double total(double[] values, int from, int n) {
        double total = 0;
        for (int i = from; i < from + n; i++) {
            total += values[i];
        }
        return total;
    }

    /** The first most probable label of each task. */
    static int[] winners(double[] posterior, int k) {
        int[] winners = new int[posterior.length / k];
        for (int task = 0; task < winners.length; task++) {
            int base = task * k;
            int best = 0;
            for (int label = 1; label < k; label++) {
                best = posterior[base + label] > posterior[base + best] ? label : best;
            }
            winners[task] = best;
        }
        return winners;
    }

    /** How often each worker said what won; a label repeated on one task counts once. */
    static double[] agreement(Answers answers, int[] winners) {
        boolean repeats = answers.repeats() == Answers.Repeats.ALL;
        double[] right = new double[answers.workers().size()];
        int[] n = new int[right.length];
        for (int task = 0; task < winners.length; task++) {
            int from = answers.first(task);
            int to = answers.first(task + 1);
            for (int i = from; i < to; i++) {
                if (!repeats || isNew(answers, from, i)) {
                    int worker = answers.worker(i);
                    n[worker]++;
                    right[worker] += answers.label(i) == winners[task] ? 1 : 0;
                }
            }
        }
        for (int worker = 0; worker < n.length; worker++) {
            right[worker] /= n[worker];
        }
        return right;
    }

    private static boolean isNew(Answers answers, int from, int i) {
        for (int before = from; before < i; before++) {
            if (answers.worker(before) == answers.worker(i)
                    && answers.label(before) == answers.label(i)) {
                return false;
            }
        }
        return true;
    }
}
