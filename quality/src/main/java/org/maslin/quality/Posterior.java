package org.maslin.quality;

/** How probable each label of one task is, where the workers' error rates are given. */
public final class Posterior {

    /** Below this no rate counts, so that one answer never excludes a label for good. */
    private static final double FLOOR = 1e-10;

    private Posterior() {}

    /**
     * The posterior by Bayes' rule: p(k) ∝ prior(k) · Π e(answer | k).
     *
     * @param prior [label]: the share of tasks whose truth it is
     * @param confusions [answer][true][answered]: the error rates of who gave it, as by {@link
     *     Consensus#confusion}
     * @param labels [answer]: the number of the label that was given
     * @return [label], sums to 1; the prior if there is no answer
     */
    public static double[] of(double[] prior, double[][][] confusions, int[] labels) {
        int k = prior.length;
        double[] belief = new double[k];
        double most = Double.NEGATIVE_INFINITY;
        for (int truth = 0; truth < k; truth++) {
            belief[truth] = Math.log(Math.max(prior[truth], FLOOR));
            for (int i = 0; i < labels.length; i++) {
                belief[truth] += Math.log(Math.max(confusions[i][truth][labels[i]], FLOOR));
            }
            most = Math.max(most, belief[truth]);
        }
        double sum = 0;
        for (int truth = 0; truth < k; truth++) {
            belief[truth] = Math.exp(belief[truth] - most);
            sum += belief[truth];
        }
        for (int truth = 0; truth < k; truth++) {
            belief[truth] /= sum;
        }
        return belief;
    }
}
