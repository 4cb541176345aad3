package org.maslin.quality;

/**
 * How well posteriors explain answers they have not seen: each answer is predicted from the other
 * answers of its task, with error rates from whose counts the task's own contribution is taken out.
 *
 * <p>The same answer model judges all methods: the error rates of {@link DawidSkene} learnt from a
 * method's posteriors. With f_j(k) the rate of answer j without task i, the others' posterior is
 * prior(k) · Π f ÷ f_own, so an answer costs K numbers, however many others there are.
 */
final class LeaveOneOut {

    private LeaveOneOut() {}

    /**
     * The mean log-likelihood of the answers that have company; NaN if none has.
     *
     * @param posterior [task][label]
     */
    static double logLikelihood(Answers answers, double[] posterior) {
        int k = answers.labels().size();
        var learnt = new ErrorRates(answers);
        learnt.learn(posterior, Smoothing.DIAGONAL);
        double[] counts = learnt.counts();
        double[] sums = columnSums(counts, answers.workers().size(), k);
        double[] prior = learnt.prior();
        double right = Smoothing.DIAGONAL.right();
        double wrong = Smoothing.DIAGONAL.wrongEach(k);
        double total = right + (k - 1) * wrong;
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
                double own = posterior[task * k + truth];
                all[truth] = Math.log(prior[truth]);
                for (int i = 0; i < overlap; i++) {
                    int worker = answers.worker(from + i);
                    int label = answers.label(from + i);
                    double hits = counts[(worker * k + label) * k + truth] - own;
                    double out = Math.max(0, sums[worker * k + truth] - own);
                    double rate =
                            (Math.max(0, hits) + (label == truth ? right : wrong)) / (out + total);
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
