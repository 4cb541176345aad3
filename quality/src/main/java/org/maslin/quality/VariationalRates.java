package org.maslin.quality;

/**
 * Rates as exp E[ln e] under a Dirichlet posterior, which is what variational Bayes puts in the
 * place of the rates. They sum to less than 1: an uncertain rate counts for less.
 *
 * @param right prior pseudo-answers that were right, per true label
 * @param wrong prior pseudo-answers of each wrong label
 * @param share prior pseudo-tasks of each label
 */
record VariationalRates(double right, double wrong, double share) implements RateRule {

    @Override
    public void rates(double[] counts, double[] rates, int block, int k, int states) {
        for (int truth = 0; truth < k; truth++) {
            double total = right + (k - 1) * wrong;
            for (int row = block; row < block + k * k; row += k) {
                total += counts[row + truth];
            }
            double scale = 1 / Digamma.exp(total);
            for (int answered = 0; answered < k; answered++) {
                int cell = block + answered * k + truth;
                double prior = answered == truth ? right : wrong;
                rates[cell] = Math.max(scale * Digamma.exp(counts[cell] + prior), FLOOR);
            }
        }
    }

    @Override
    public void prior(double[] counts, double[] prior, int tasks) {
        double scale = 1 / Digamma.exp(tasks + prior.length * share);
        for (int label = 0; label < prior.length; label++) {
            prior[label] = Math.max(scale * Digamma.exp(counts[label] + share), FLOOR);
        }
    }
}
