package org.maslin.quality;

import org.maslin.core.Figure;

/**
 * How often a worker is right, judged by the others alone.
 *
 * <p>On task i let r_i be the probability that the consensus without the worker's own answer gives
 * to what the worker said. If the worker is right with probability s, and else says each of the K −
 * 1 other labels alike, the answer has the likelihood r_i s + (1 − r_i)(1 − s) ÷ (K − 1). The
 * estimate maximises the product over tasks; unlike the mean of r_i it does not blame the worker
 * for what the others are unsure of. The interval holds every s whose log-likelihood is less than
 * 1.92 below the best (a likelihood-ratio interval of 95 %). Only tasks that others answered too
 * are counted; a worker whom nobody can judge is at one half, somewhere between 0 and 1.
 */
final class WorkerSkill {

    /** Half the 95 % quantile of chi-square with one degree of freedom. */
    private static final double DROP = 1.920729410347062;

    private static final String METHOD =
            "accuracy against leave-one-out consensus, likelihood-ratio interval";

    private static final int HALVINGS = 40;
    private static final double UNKNOWN = 0.5;

    private final double[] right;
    private final int from;
    private final int to;
    private final int otherLabels;

    private WorkerSkill(double[] right, int from, int to, int otherLabels) {
        this.right = right;
        this.from = from;
        this.to = to;
        this.otherLabels = otherLabels;
    }

    /**
     * Skills by worker number.
     *
     * @param support [answer]: how probable the other answers make it; NaN if there are none
     */
    static Figure[] of(Answers answers, double[] support) {
        int workers = answers.workers().size();
        int[] ends = new int[workers + 1];
        for (int i = 0; i < support.length; i++) {
            if (!Double.isNaN(support[i])) {
                ends[answers.worker(i) + 1]++;
            }
        }
        for (int worker = 0; worker < workers; worker++) {
            ends[worker + 1] += ends[worker];
        }
        double[] right = byWorker(answers, support, ends);
        int otherLabels = Math.max(1, answers.labels().size() - 1);
        Figure[] skills = new Figure[workers];
        for (int worker = 0; worker < workers; worker++) {
            skills[worker] =
                    new WorkerSkill(right, ends[worker], ends[worker + 1], otherLabels).figure();
        }
        return skills;
    }

    private static double[] byWorker(Answers answers, double[] support, int[] ends) {
        int[] next = ends.clone();
        double[] right = new double[ends[ends.length - 1]];
        for (int i = 0; i < support.length; i++) {
            if (!Double.isNaN(support[i])) {
                right[next[answers.worker(i)]++] = support[i];
            }
        }
        return right;
    }

    private Figure figure() {
        if (from == to) {
            return Figure.withInterval(UNKNOWN, 0, 1, 0, METHOD);
        }
        double best = best();
        double least = logLikelihood(best) - DROP;
        double low = logLikelihood(0) >= least ? 0 : crossing(0, best, least);
        double high = logLikelihood(1) >= least ? 1 : crossing(1, best, least);
        return Figure.withInterval(best, low, high, to - from, METHOD);
    }

    /** Where the slope of the log-likelihood, which falls all the way, changes its sign. */
    private double best() {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Where the log-likelihood passes the given value between one outside it and one inside. */
    private double crossing(double outside, double inside, double value) {
        double out = outside;
        double in = inside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (out + in) / 2;
            if (logLikelihood(middle) < value) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return in;
    }

    private double slope(double s) {
        double slope = 0;
        for (int i = from; i < to; i++) {
            double wrong = (1 - right[i]) / otherLabels;
            slope += (right[i] - wrong) / (right[i] * s + wrong * (1 - s));
        }
        return slope;
    }

    private double logLikelihood(double s) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.log(right[i] * s + (1 - right[i]) / otherLabels * (1 - s));
        }
        return sum;
    }
}
