package org.maslin.quality;

import org.maslin.core.Figure;

/**
 * How often a worker is right, judged by the others alone: the mean probability that the consensus
 * without the worker's own answer gives to what the worker said. Only tasks that others answered
 * too are counted. The interval is Wilson's for that many tasks; it does not know how sure the
 * others are. A worker whom nobody can judge has the skill one half, somewhere between 0 and 1.
 */
final class WorkerSkill {

    private static final double UNKNOWN = 0.5;

    private WorkerSkill() {}

    /**
     * Skills by worker number.
     *
     * @param support [answer]: how probable the other answers make it; NaN if there are none
     */
    static Figure[] of(Answers answers, double[] support, String method) {
        int workers = answers.workers().size();
        double[] hits = new double[workers];
        int[] judged = new int[workers];
        for (int i = 0; i < support.length; i++) {
            if (!Double.isNaN(support[i])) {
                hits[answers.worker(i)] += support[i];
                judged[answers.worker(i)]++;
            }
        }
        String how = "accuracy against leave-one-out consensus (%s), Wilson".formatted(method);
        Figure[] skills = new Figure[workers];
        for (int worker = 0; worker < workers; worker++) {
            skills[worker] = figure(hits[worker], judged[worker], how);
        }
        return skills;
    }

    private static Figure figure(double hits, int n, String how) {
        double bounded = Math.min(hits, n);
        Interval interval = Interval.wilson(bounded, n);
        double estimate = n == 0 ? UNKNOWN : bounded / n;
        return Figure.withInterval(estimate, interval.low(), interval.high(), n, how);
    }
}
