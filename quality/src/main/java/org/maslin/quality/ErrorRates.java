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

    /** Below this no rate falls, so that one answer never excludes a label for good. */
    private static final double FLOOR = 1e-10;

    /** So many factors of at least {@link #FLOOR} stay above the smallest double. */
    private static final int FACTORS_BEFORE_RESCALING = 16;

    /** Answers of one task taken at once, so that their rows are fetched at the same time. */
    private static final int ABREAST = 4;

    private final int k;
    private final int tasks;
    private final int workers;
    private final int[] offsets;
    private final int[] rowOf;
    private final double[] prior;
    private final double[] rates;
    private final double[] counts;
    private final double[] priorCounts;

    ErrorRates(Answers answers) {
        k = answers.labels().size();
        tasks = answers.tasks().size();
        workers = answers.workers().size();
        offsets = new int[tasks + 1];
        rowOf = new int[answers.size()];
        for (int task = 0; task <= tasks; task++) {
            offsets[task] = answers.first(task);
        }
        for (int i = 0; i < rowOf.length; i++) {
            rowOf[i] = (answers.worker(i) * k + answers.label(i)) * k;
        }
        prior = new double[k];
        priorCounts = new double[k];
        int cells = Math.multiplyExact(workers, Math.multiplyExact(k, k));
        rates = new double[cells];
        counts = new double[cells];
    }

    double[] prior() {
        return prior;
    }

    double[] rates() {
        return rates;
    }

    /** Rates from given posteriors, [task][label]. */
    void learn(double[] posterior, Smoothing smoothing) {
        clearCounts();
        for (int task = 0; task < tasks; task++) {
            count(task, posterior);
        }
        normalise(smoothing);
    }

    /**
     * Posteriors from the rates, then rates from the posteriors.
     *
     * @return how far the posteriors moved: the sum of absolute changes
     */
    double step(double[] posterior, Smoothing smoothing) {
        clearCounts();
        double moved = 0;
        double[] belief = new double[k];
        for (int task = 0; task < tasks; task++) {
            moved += believe(task, belief, posterior);
            count(task, posterior);
        }
        normalise(smoothing);
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

    private void normalise(Smoothing smoothing) {
        for (int truth = 0; truth < k; truth++) {
            prior[truth] = Math.max(priorCounts[truth] / tasks, FLOOR);
        }
        double[] sums = new double[k];
        for (int worker = 0; worker < workers; worker++) {
            int block = worker * k * k;
            if (smoothing.equals(Smoothing.NONE)) {
                floorUsedLabels(block);
            } else {
                smooth(block, smoothing);
            }
            divideByColumnSums(block, sums);
        }
    }

    private void smooth(int block, Smoothing smoothing) {
        double wrong = smoothing.wrongEach(k);
        for (int cell = block; cell < block + k * k; cell++) {
            rates[cell] = Math.max(counts[cell] + wrong, FLOOR);
        }
        for (int label = 0; label < k; label++) {
            rates[block + label * k + label] += smoothing.right() - wrong;
        }
    }

    /** Without a prior, a label that a worker never used keeps the rate 0 under every truth. */
    private void floorUsedLabels(int block) {
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

    private void divideByColumnSums(int block, double[] sums) {
        Arrays.fill(sums, 0);
        for (int row = block; row < block + k * k; row += k) {
            for (int truth = 0; truth < k; truth++) {
                sums[truth] += rates[row + truth];
            }
        }
        for (int row = block; row < block + k * k; row += k) {
            for (int truth = 0; truth < k; truth++) {
                rates[row + truth] /= sums[truth];
            }
        }
    }

    /**
     * How probable the other answers make each answer: the posterior with the answer's own factor
     * taken out. NaN where there is no other answer.
     */
    double[] support(double[] posterior) {
        double[] support = new double[rowOf.length];
        for (int task = 0; task < tasks; task++) {
            int from = offsets[task];
            int to = offsets[task + 1];
            for (int i = from; i < to; i++) {
                support[i] = to - from == 1 ? Double.NaN : withoutItself(i, task * k, posterior);
            }
        }
        return support;
    }

    private double withoutItself(int answer, int base, double[] posterior) {
        int row = rowOf[answer];
        int own = (row / k) % k;
        double sum = 0;
        for (int truth = 0; truth < k; truth++) {
            sum += posterior[base + truth] / rates[row + truth];
        }
        return posterior[base + own] / rates[row + own] / sum;
    }
}
