package org.maslin.quality;

/**
 * The rates of {@link Ebcc}: those of {@link VariationalRates} for each kind of each label, and a
 * prior of kinds within labels. State k · kinds + m is kind m of label k.
 */
record KindRates(int kinds) implements RateRule {

    private static final double RIGHT = 4;
    private static final double WRONG = 1;
    private static final double LABEL = 1;
    private static final double KINDS_OF_A_LABEL = 0.1;

    @Override
    public void rates(double[] counts, double[] rates, int block, int k, int states) {
        for (int state = 0; state < states; state++) {
            double total = RIGHT + (k - 1) * WRONG;
            for (int answered = 0; answered < k; answered++) {
                total += counts[block + answered * states + state];
            }
            double scale = 1 / Digamma.exp(total);
            for (int answered = 0; answered < k; answered++) {
                int cell = block + answered * states + state;
                double prior = answered == state / kinds ? RIGHT : WRONG;
                rates[cell] = Math.max(scale * Digamma.exp(counts[cell] + prior), FLOOR);
            }
        }
    }

    @Override
    public void prior(double[] counts, double[] prior, int tasks) {
        int k = prior.length / kinds;
        double all = Digamma.exp(tasks + k * LABEL);
        for (int label = 0; label < k; label++) {
            double sum = 0;
            for (int state = label * kinds; state < (label + 1) * kinds; state++) {
                sum += counts[state];
            }
            double share = Digamma.exp(sum + LABEL) / all / Digamma.exp(sum + KINDS_OF_A_LABEL);
            for (int state = label * kinds; state < (label + 1) * kinds; state++) {
                double each = Digamma.exp(counts[state] + KINDS_OF_A_LABEL / kinds);
                prior[state] = Math.max(share * each, FLOOR);
            }
        }
    }

    /** How far the posteriors of all parameters are from their priors (Kullback–Leibler). */
    double divergence(ErrorRates rates) {
        double sum = 0;
        double[] counts = rates.counts();
        int states = rates.stateCounts().length;
        int k = states / kinds;
        double[] posterior = new double[k];
        double[] prior = new double[k];
        for (int block = 0; block < counts.length; block += k * states) {
            for (int state = 0; state < states; state++) {
                for (int answered = 0; answered < k; answered++) {
                    prior[answered] = answered == state / kinds ? RIGHT : WRONG;
                    posterior[answered] =
                            prior[answered] + counts[block + answered * states + state];
                }
                sum += Dirichlet.divergence(posterior, prior);
            }
        }
        double[] labels = new double[k];
        double[] flat = new double[k];
        double[] posteriorKinds = new double[kinds];
        double[] priorKinds = new double[kinds];
        for (int label = 0; label < k; label++) {
            flat[label] = LABEL;
            labels[label] = LABEL;
            for (int kind = 0; kind < kinds; kind++) {
                double count = rates.stateCounts()[label * kinds + kind];
                labels[label] += count;
                priorKinds[kind] = KINDS_OF_A_LABEL / kinds;
                posteriorKinds[kind] = priorKinds[kind] + count;
            }
            sum += Dirichlet.divergence(posteriorKinds, priorKinds);
        }
        return sum + Dirichlet.divergence(labels, flat);
    }
}
