package org.maslin.quality;

/** How counts of answers, expected under the posteriors, become error rates. */
interface RateRule {

    /** Below this no rate falls, so that one answer never excludes a label for good. */
    double FLOOR = 1e-10;

    /**
     * The rates of one worker.
     *
     * @param counts [block + answered · states + state]
     * @param rates receives the rates at the same places
     * @param block where the worker begins
     * @param k how many labels can be answered
     * @param states how many hidden states a task can be in; the labels, if not told otherwise
     */
    void rates(double[] counts, double[] rates, int block, int k, int states);

    /**
     * The prior of each state.
     *
     * @param counts [state]: how many of the tasks are expected in it
     * @param prior receives it; need not sum to 1
     */
    default void prior(double[] counts, double[] prior, int tasks) {
        for (int state = 0; state < prior.length; state++) {
            prior[state] = Math.max(counts[state] / tasks, FLOOR);
        }
    }
}
