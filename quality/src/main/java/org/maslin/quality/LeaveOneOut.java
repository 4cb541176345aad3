package org.maslin.quality;

/**
 * How well posteriors explain answers they have not seen: each answer is predicted from the other
 * answers of its task, with error rates from whose counts the task's own contribution is taken out.
 *
 * <p>The same answer model judges all methods: error rates learnt from a method's posteriors, each
 * row drawn towards the worker's own accuracy, loosely (by four answers) or firmly, whichever
 * predicts better; and that accuracy towards the one of all. So many labels, or few answers of a
 * worker, do not make every method look worse than none. With f_j(k) the rate of answer j without
 * task i, the others' posterior is prior(k) · Π f ÷ f_own, so an answer costs K numbers, however
 * many others there are.
 */
final class LeaveOneOut {

    /** What is believed beforehand counts as so many answers. */
    private static final double STRENGTH = 4;

    /** So firmly that a row is the worker's accuracy and nothing else. */
    private static final double FIRM = 1e6;

    private static final double USUAL = 0.7;

    private LeaveOneOut() {}

    /**
     * The mean log-likelihood of the answers that have company; NaN if none has.
     *
     * @param posterior [task][label]
     */
    static double logLikelihood(Answers answers, double[] posterior) {
        double loose = logLikelihood(answers, posterior, STRENGTH);
        return Math.max(loose, logLikelihood(answers, posterior, FIRM));
    }

    /** Rows drawn towards the worker's accuracy by so many answers each. */
    private static double logLikelihood(Answers answers, double[] posterior, double strength) {
        int k = answers.labels().size();
        var learnt = new ErrorRates(answers);
        learnt.learn(posterior, Smoothing.DIAGONAL);
        double[] counts = learnt.counts();
        double[] sums = columnSums(counts, answers.workers().size(), k);
        double[] prior = learnt.prior();
        double[] right = diagonals(counts, answers.workers().size(), k);
        double[] given = given(answers);
        double usual = (sum(right) + USUAL * STRENGTH) / (answers.size() + STRENGTH);
        double[] all = new double[k];
        double[] rates = new double[k * most(answers)];
        double likelihood = 0;
        long n = 0;
        for (int task = 0; task < answers.tasks().size(); task++) {
            int from = answers.first(task);
            int overlap = answers.overlap(task);
            if (overlap == 1) {
                continue;
            }
            for (int truth = 0; truth < k; truth++) {
                all[truth] = Math.log(prior[truth]);
            }
            for (int i = 0; i < overlap; i++) {
                int worker = answers.worker(from + i);
                int label = answers.label(from + i);
                double hit = right[worker] - posterior[task * k + label];
                double skill =
                        (Math.max(0, hit) + STRENGTH * usual) / (given[worker] - 1 + STRENGTH);
                double other = k == 1 ? 1 : (1 - skill) / (k - 1);
                for (int truth = 0; truth < k; truth++) {
                    double own = posterior[task * k + truth];
                    double hits = counts[(worker * k + label) * k + truth] - own;
                    double out = Math.max(0, sums[worker * k + truth] - own);
                    double alike = strength * (label == truth ? skill : other);
                    double rate = (Math.max(0, hits) + alike) / (out + strength);
                    rates[i * k + truth] = Math.max(rate, RateRule.FLOOR);
                    all[truth] += Math.log(rates[i * k + truth]);
                }
            }
            double greatest = all[0];
            for (int truth = 1; truth < k; truth++) {
                greatest = Math.max(greatest, all[truth]);
            }
            for (int truth = 0; truth < k; truth++) {
                all[truth] = Math.exp(all[truth] - greatest);
            }
            for (int i = 0; i < overlap; i++) {
                likelihood += Math.log(predicted(all, rates, i * k, k));
                n++;
            }
        }
        return likelihood / n;
    }

    /** Σ all = the joint with the answer; Σ all ÷ rate = without it; their ratio predicts it. */
    private static double predicted(double[] all, double[] rates, int at, int k) {
        double with = 0;
        double without = 0;
        for (int truth = 0; truth < k; truth++) {
            with += all[truth];
            without += all[truth] / rates[at + truth];
        }
        return Math.max(with / without, Double.MIN_NORMAL);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** [worker]: how many answers are expected to be right. */
    private static double[] diagonals(double[] counts, int workers, int k) {
        double[] right = new double[workers];
        for (int worker = 0; worker < workers; worker++) {
            for (int label = 0; label < k; label++) {
                right[worker] += counts[(worker * k + label) * k + label];
            }
        }
        return right;
    }

    /** [worker]: how many answers were given. */
    private static double[] given(Answers answers) {
        double[] given = new double[answers.workers().size()];
        for (int i = 0; i < answers.size(); i++) {
            given[answers.worker(i)]++;
        }
        return given;
    }

    static double[] columnSums(double[] counts, int workers, int k) {
        double[] sums = new double[workers * k];
        for (int row = 0; row < workers * k; row++) {
            for (int truth = 0; truth < k; truth++) {
                sums[row / k * k + truth] += counts[row * k + truth];
            }
        }
        return sums;
    }

    static int most(Answers answers) {
        int most = 0;
        for (int task = 0; task < answers.tasks().size(); task++) {
            most = Math.max(most, answers.overlap(task));
        }
        return most;
    }
}
