package org.maslin.quality;

import org.maslin.core.Figure;

/**
 * How much of a worker's answers depends on the task.
 *
 * <p>With r_i the probability that the others give to what the worker said on task i, and π the
 * worker's own shares of labels, a worker who looks at a share x of the tasks answers with the
 * likelihood x r_i + (1 − x) π(said), the model of {@link Mace} for one worker. x is estimated by
 * maximum likelihood; its interval holds every x within 1.92 of the best log-likelihood. Random
 * clicks, one label always, and fixed patterns are all x = 0, however they agree by chance.
 */
final class Spam {

    private static final double DROP = 1.920729410347062;
    private static final int HALVINGS = 40;
    private static final double FLOOR = 1e-6;
    private static final String METHOD =
            "share of answers that depend on the task, likelihood-ratio interval";

    private Spam() {}

    /**
     * By worker number.
     *
     * @param support [answer]: the probability the others give to it; NaN if there are none
     */
    static Figure[] knowledge(Answers answers, double[] support) {
        int k = answers.labels().size();
        int workers = answers.workers().size();
        int[] starts = new int[workers + 1];
        double[] shares = new double[workers * k];
        for (int i = 0; i < support.length; i++) {
            shares[answers.worker(i) * k + answers.label(i)]++;
            starts[answers.worker(i) + 1] += Double.isNaN(support[i]) ? 0 : 1;
        }
        for (int worker = 0; worker < workers; worker++) {
            starts[worker + 1] += starts[worker];
            normalise(shares, worker * k, k);
        }
        double[] seen = new double[starts[workers]];
        double[] alike = new double[starts[workers]];
        int[] next = starts.clone();
        for (int i = 0; i < support.length; i++) {
            if (!Double.isNaN(support[i])) {
                int at = next[answers.worker(i)]++;
                seen[at] = Math.max(support[i], FLOOR);
                alike[at] = shares[answers.worker(i) * k + answers.label(i)];
            }
        }
        Figure[] knowledge = new Figure[workers];
        for (int worker = 0; worker < workers; worker++) {
            knowledge[worker] = figure(seen, alike, starts[worker], starts[worker + 1]);
        }
        return knowledge;
    }

    private static void normalise(double[] shares, int from, int k) {
        double sum = 0;
        for (int at = from; at < from + k; at++) {
            sum += shares[at];
        }
        for (int at = from; at < from + k; at++) {
            shares[at] /= sum;
        }
    }

    private static Figure figure(double[] seen, double[] alike, int from, int to) {
        if (from == to) {
            return Figure.withInterval(0.5, 0, 1, 0, METHOD);
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(seen, alike, from, to, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double best = (low + high) / 2;
        double least = likelihood(seen, alike, from, to, best) - DROP;
        return Figure.withInterval(
                best,
                end(seen, alike, from, to, 0, best, least),
                end(seen, alike, from, to, 1, best, least),
                to - from,
                METHOD);
    }

    private static double end(
            double[] seen,
            double[] alike,
            int from,
            int to,
            double end,
            double best,
            double least) {
        if (likelihood(seen, alike, from, to, end) >= least) {
            return end;
        }
        double out = end;
        double in = best;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (out + in) / 2;
            if (likelihood(seen, alike, from, to, middle) < least) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return in;
    }

    private static double slope(double[] seen, double[] alike, int from, int to, double x) {
        double slope = 0;
        for (int i = from; i < to; i++) {
            slope += (seen[i] - alike[i]) / (x * seen[i] + (1 - x) * alike[i]);
        }
        return slope;
    }

    private static double likelihood(double[] seen, double[] alike, int from, int to, double x) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.log(x * seen[i] + (1 - x) * alike[i]);
        }
        return sum;
    }
}
