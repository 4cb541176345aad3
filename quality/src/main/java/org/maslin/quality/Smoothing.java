package org.maslin.quality;

/**
 * What is believed of a worker before any answer: pseudo-counts of answers for every true label,
 * the mode of a Dirichlet prior that leans to the diagonal.
 *
 * @param right pseudo-answers that were right
 * @param wrong pseudo-answers that were wrong, spread evenly over the wrong labels
 */
record Smoothing(double right, double wrong) implements RateRule {

    static final Smoothing NONE = new Smoothing(0, 0);

    /** One right answer and a tenth of a wrong one; see docs/concepts/consensus.md. */
    static final Smoothing DIAGONAL = new Smoothing(1, 0.1);

    double wrongEach(int classes) {
        return classes == 1 ? 0 : wrong / (classes - 1);
    }

    @Override
    public void rates(double[] counts, double[] rates, int block, int k, int states) {
        if (right == 0 && wrong == 0) {
            floorUsedLabels(counts, rates, block, k);
        } else {
            smooth(counts, rates, block, k);
        }
        divideByColumnSums(rates, block, k);
    }

    private void smooth(double[] counts, double[] rates, int block, int k) {
        double each = wrongEach(k);
        for (int cell = block; cell < block + k * k; cell++) {
            rates[cell] = Math.max(counts[cell] + each, FLOOR);
        }
        for (int label = 0; label < k; label++) {
            rates[block + label * k + label] += right - each;
        }
    }

    /** Without a prior, a label that a worker never used keeps the rate 0 under every truth. */
    private static void floorUsedLabels(double[] counts, double[] rates, int block, int k) {
        for (int row = block; row < block + k * k; row += k) {
            boolean used = false;
            for (int truth = 0; truth < k; truth++) {
                used |= counts[row + truth] > 0;
            }
            for (int truth = 0; truth < k; truth++) {
                rates[row + truth] = used ? Math.max(counts[row + truth], FLOOR) : 0;
            }
        }
    }

    private static void divideByColumnSums(double[] rates, int block, int k) {
        for (int truth = 0; truth < k; truth++) {
            double sum = 0;
            for (int row = block; row < block + k * k; row += k) {
                sum += rates[row + truth];
            }
            double scale = 1 / sum;
            for (int row = block; row < block + k * k; row += k) {
                rates[row + truth] *= scale;
            }
        }
    }
}
