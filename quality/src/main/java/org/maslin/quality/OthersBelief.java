package org.maslin.quality;

/**
 * How probable the other answers of a task make each answer.
 *
 * <p>Error rates are those of {@link DawidSkene} given the posteriors, but what the workers did on
 * the very task is taken out of them: the answer that is judged has had a part in the posterior,
 * and with it in the others' rates.
 */
final class OthersBelief {

    private OthersBelief() {}

    /**
     * By answer; NaN where there is no other one.
     *
     * @param posterior [task][label]
     */
    static double[] of(Answers answers, double[] posterior) {
        int k = answers.labels().size();
        var learnt = new ErrorRates(answers);
        learnt.learn(posterior, Smoothing.DIAGONAL);
        double[] counts = learnt.counts();
        double[] sums = LeaveOneOut.columnSums(counts, answers.workers().size(), k);
        double[] prior = learnt.prior();
        double right = Smoothing.DIAGONAL.right();
        double wrong = Smoothing.DIAGONAL.wrongEach(k);
        double total = right + (k - 1) * wrong;
        double[] belief = new double[answers.size()];
        double[] logs = new double[k * LeaveOneOut.most(answers)];
        double[] all = new double[k];
        for (int task = 0; task < answers.tasks().size(); task++) {
            int from = answers.first(task);
            int overlap = answers.overlap(task);
            for (int truth = 0; truth < k; truth++) {
                double own = posterior[task * k + truth];
                all[truth] = Math.log(prior[truth]);
                for (int i = 0; i < overlap; i++) {
                    int worker = answers.worker(from + i);
                    int label = answers.label(from + i);
                    double hits = Math.max(0, counts[(worker * k + label) * k + truth] - own);
                    double n = Math.max(0, sums[worker * k + truth] - own);
                    double rate = (hits + (label == truth ? right : wrong)) / (n + total);
                    logs[i * k + truth] = Math.log(Math.max(rate, RateRule.FLOOR));
                    all[truth] += logs[i * k + truth];
                }
            }
            for (int i = 0; i < overlap; i++) {
                belief[from + i] =
                        overlap == 1
                                ? Double.NaN
                                : without(all, logs, i * k, answers.label(from + i));
            }
        }
        return belief;
    }

    /** The posterior of one label once the answer at a place is taken out. */
    private static double without(double[] all, double[] logs, int at, int label) {
        double sum = 0;
        double own = all[label] - logs[at + label];
        for (int truth = 0; truth < all.length; truth++) {
            sum += Math.exp(all[truth] - logs[at + truth] - own);
        }
        return 1 / sum;
    }
}
