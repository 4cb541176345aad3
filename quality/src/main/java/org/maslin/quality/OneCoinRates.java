package org.maslin.quality;

/**
 * One number per worker: right with s, else any other label alike.
 *
 * @param right pseudo-answers that were right
 * @param wrong pseudo-answers that were wrong
 */
record OneCoinRates(double right, double wrong) implements RateRule {

    @Override
    public void rates(double[] counts, double[] rates, int block, int k, int states) {
        double hits = right;
        double n = right + wrong;
        for (int label = 0; label < k; label++) {
            hits += counts[block + label * k + label];
        }
        for (int cell = block; cell < block + k * k; cell++) {
            n += counts[cell];
        }
        double skill = hits / n;
        double diagonal = Math.clamp(skill, FLOOR, 1 - FLOOR);
        double other = k == 1 ? 0 : Math.clamp((1 - skill) / (k - 1), FLOOR, 1 - FLOOR);
        for (int answered = 0; answered < k; answered++) {
            for (int truth = 0; truth < k; truth++) {
                rates[block + answered * k + truth] = answered == truth ? diagonal : other;
            }
        }
    }
}
