package org.maslin.quality;

/**
 * What is believed of a worker before any answer: pseudo-counts of answers for every true label,
 * the mode of a Dirichlet prior that leans to the diagonal.
 *
 * @param right pseudo-answers that were right
 * @param wrong pseudo-answers that were wrong, spread evenly over the wrong labels
 */
record Smoothing(double right, double wrong) {

    static final Smoothing NONE = new Smoothing(0, 0);

    /** One right answer and a tenth of a wrong one; see docs/concepts/consensus.md. */
    static final Smoothing DIAGONAL = new Smoothing(1, 0.1);

    double wrongEach(int classes) {
        return classes == 1 ? 0 : wrong / (classes - 1);
    }
}
