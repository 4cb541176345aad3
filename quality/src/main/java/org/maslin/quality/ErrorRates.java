package org.maslin.quality;

import java.util.Arrays;

/**
 * The parameters of the Dawid–Skene model and its two half-steps on flat arrays.
 *
 * <p>p(k) is the share of tasks whose truth is k, e_j(l|k) the rate at which worker j says l when
 * the truth is k, stored at [(j·K + l)·K + k] so that one answer touches K neighbours. {@link
 * #step} fuses both halves in one pass over the tasks: posteriors as products of rates (no
 * logarithm, no exponential; rescaled before they can underflow), added at once to the counts.
 */
final class ErrorRates {

    /** So many factors of at least {@link RateRule#FLOOR} stay above the smallest double. */
    private static final int FACTORS_BEFORE_RESCALING = 16;

    /** Answers of one task taken at once, so that their rows are fetched at the same time. */
    private static final int ABREAST = 4;

    /** How many hidden states there are. */
    private final int k;

    private final int labels;
    private final int tasks;
    private final int workers;
    private final int[] offsets;
    private final int[] rowOf;
    private final double[] prior;
    private final double[] rates;
    private final double[] counts;
    private final double[] priorCounts;

    ErrorRates(Answers answers) {
        this(answers, answers.labels().size());
    }

    /** Rates given hidden states that are not labels, such as kinds of tasks within a label. */
    ErrorRates(Answers answers, int states) {
        k = states;
        labels = answers.labels().size();
        tasks = answers.tasks().size();
        workers = answers.workers().size();
        offsets = answers.offsets();
        rowOf = new int[answers.size()];
        for (int i = 0; i < rowOf.length; i++) {
            rowOf[i] = (answers.worker(i) * labels + answers.label(i)) * k;
        }
        prior = new double[k];
        priorCounts = new double[k];
        int cells = Math.multiplyExact(workers, Math.multiplyExact(labels, k));
        rates = new double[cells];
        counts = new double[cells];
    }

    double[] prior() {
        return prior;
    }

    double[] rates() {
        return rates;
    }

    /** Expected answers, in the layout of the rates, without the prior. */
    double[] counts() {
        return counts;
    }

    /** How many tasks are expected in each state. */
    double[] stateCounts() {
        return priorCounts;
    }

    /** Σ over tasks of ln Σ over states of prior and rates: what the answers weigh as evidence. */
    double evidence() {
        double evidence = 0;
        double[] belief = new double[k];
        for (int task = 0; task < tasks; task++) {
            System.arraycopy(prior, 0, belief, 0, k);
            for (int i = offsets[task]; i < offsets[task + 1]; i++) {
                multiply(belief, i, i + 1);
                evidence += Math.log(sum(belief));
                rescale(belief);
            }
        }
        return evidence;
    }

    /** Rates from given posteriors, [task][label]. */
    void learn(double[] posterior, RateRule rule) {
        clearCounts();
        for (int task = 0; task < tasks; task++) {
            count(task, posterior);
        }
        normalise(rule);
    }

    /**
     * Posteriors from the rates, then rates from the posteriors.
     *
     * @return how far the posteriors moved: the sum of absolute changes
     */
    double step(double[] posterior, RateRule rule) {
        clearCounts();
        boolean narrow = k >= 2 && k <= NarrowStep.WIDEST;
        double moved = narrow ? narrowPass(posterior) : pass(posterior, 0, tasks);
        normalise(rule);
        return moved;
    }

    /** The same by the plain loop alone. */
    double plainStep(double[] posterior, RateRule rule) {
        clearCounts();
        double moved = pass(posterior, 0, tasks);
        normalise(rule);
        return moved;
    }

    private double pass(double[] posterior, int fromTask, int toTask) {
        double moved = 0;
        double[] belief = new double[k];
        for (int task = fromTask; task < toTask; task++) {
            moved += believe(task, belief, posterior);
            count(task, posterior);
        }
        return moved;
    }

    private double narrowPass(double[] posterior) {
        double moved = 0;
        for (int task = 0; task < tasks; task++) {
            int from = offsets[task];
            int to = offsets[task + 1];
            moved +=
                    to - from > FACTORS_BEFORE_RESCALING
                            ? pass(posterior, task, task + 1)
                            : NarrowStep.of(
                                    k,
                                    from,
                                    to,
                                    task * k,
                                    rowOf,
                                    prior,
                                    rates,
                                    counts,
                                    priorCounts,
                                    posterior);
        }
        return moved;
    }

    /** Posteriors from the rates alone. */
    void infer(double[] posterior) {
        double[] belief = new double[k];
        for (int task = 0; task < tasks; task++) {
            believe(task, belief, posterior);
        }
    }

    private double believe(int task, double[] belief, double[] posterior) {
        int k = this.k;
        System.arraycopy(prior, 0, belief, 0, k);
        int from = offsets[task];
        int to = offsets[task + 1];
        while (to - from > FACTORS_BEFORE_RESCALING) {
            multiply(belief, from, from + FACTORS_BEFORE_RESCALING);
            rescale(belief);
            from += FACTORS_BEFORE_RESCALING;
        }
        multiply(belief, from, to);
        double scale = 1 / sum(belief);
        double moved = 0;
        int base = task * k;
        for (int truth = 0; truth < k; truth++) {
            double p = belief[truth] * scale;
            moved += Math.abs(p - posterior[base + truth]);
            posterior[base + truth] = p;
        }
        return moved;
    }

    private void multiply(double[] belief, int from, int to) {
        int k = this.k;
        double[] rates = this.rates;
        int i = from;
        for (; i + ABREAST <= to; i += ABREAST) {
            int a = rowOf[i];
            int b = rowOf[i + 1];
            int c = rowOf[i + 2];
            int d = rowOf[i + 3];
            for (int truth = 0; truth < k; truth++) {
                belief[truth] *=
                        (rates[a + truth] * rates[b + truth])
                                * (rates[c + truth] * rates[d + truth]);
            }
        }
        for (; i < to; i++) {
            int row = rowOf[i];
            for (int truth = 0; truth < k; truth++) {
                belief[truth] *= rates[row + truth];
            }
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static void rescale(double[] belief) {
        double scale = 1 / sum(belief);
        for (int truth = 0; truth < belief.length; truth++) {
            belief[truth] *= scale;
        }
    }

    private void clearCounts() {
        Arrays.fill(counts, 0);
        Arrays.fill(priorCounts, 0);
    }

    private void count(int task, double[] posterior) {
        int k = this.k;
        int base = task * k;
        double[] counts = this.counts;
        for (int truth = 0; truth < k; truth++) {
            priorCounts[truth] += posterior[base + truth];
        }
        int to = offsets[task + 1];
        int i = offsets[task];
        for (; i + ABREAST <= to; i += ABREAST) {
            int a = rowOf[i];
            int b = rowOf[i + 1];
            int c = rowOf[i + 2];
            int d = rowOf[i + 3];
            for (int truth = 0; truth < k; truth++) {
                double p = posterior[base + truth];
                counts[a + truth] += p;
                counts[b + truth] += p;
                counts[c + truth] += p;
                counts[d + truth] += p;
            }
        }
        for (; i < to; i++) {
            int row = rowOf[i];
            for (int truth = 0; truth < k; truth++) {
                counts[row + truth] += posterior[base + truth];
            }
        }
    }

    private void normalise(RateRule rule) {
        rule.prior(priorCounts, prior, tasks);
        for (int worker = 0; worker < workers; worker++) {
            rule.rates(counts, rates, worker * labels * k, labels, k);
        }
    }

    /** The mean posterior of each label. */
    static double[] shares(double[] posterior, int k) {
        double[] shares = new double[k];
        for (int i = 0; i < posterior.length; ) {
            for (int label = 0; label < k; label++) {
                shares[label] += posterior[i++];
            }
        }
        int tasks = posterior.length / k;
        for (int label = 0; label < k; label++) {
            shares[label] /= tasks;
        }
        return shares;
    }
}
