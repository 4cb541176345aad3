package org.maslin.quality;

import java.util.Arrays;

/**
 * The sufficient statistics of Dawid–Skene, kept true while answers come and go.
 *
 * <p>The stepwise form of expectation maximisation (Neal and Hinton, A View of the EM Algorithm
 * that Justifies Incremental, Sparse, and Other Variants, 1998): the counts hold what each task's
 * present posterior contributes. A visit to a task takes the error rates the counts give now,
 * computes the posterior, and replaces the old contribution by the new. Nothing is only ever added,
 * so the counts do not drift, and the fixed point is that of {@link DawidSkene}.
 */
final class RunningCounts {

    private static final Smoothing SMOOTHING = Smoothing.DIAGONAL;
    private static final double PRIOR_FLOOR = 1e-10;
    private static final int FACTORS_BEFORE_RESCALING = 16;
    private static final int[] NO_ROWS = {};

    private final int k;
    private final double wrong;
    private final double right;
    private final double total;
    private int tasks;
    private int workers;
    private int[][] rows = new int[64][];
    private int[] sizes = new int[64];
    private double[] posterior;
    private double[] counts;
    private double[] sums;
    private final double[] priorCounts;

    /** [answered][true]: the counts of all workers together. */
    private final double[] pooled;

    private final double[] belief;

    RunningCounts(int classes) {
        k = classes;
        wrong = SMOOTHING.wrongEach(k);
        right = SMOOTHING.right();
        total = right + (k - 1) * wrong;
        posterior = new double[64 * k];
        counts = new double[16 * k * k];
        sums = new double[16 * k];
        priorCounts = new double[k];
        pooled = new double[k * k];
        belief = new double[k];
    }

    int tasks() {
        return tasks;
    }

    /** Makes room for a task; it counts from now on, as probable as the others are. */
    void addTask() {
        if (tasks == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * tasks);
            rows = Arrays.copyOf(rows, 2 * tasks);
            posterior = Arrays.copyOf(posterior, 2 * tasks * k);
        }
        rows[tasks] = NO_ROWS;
        for (int truth = 0; truth < k; truth++) {
            double p = tasks == 0 ? 1.0 / k : priorCounts[truth] / tasks;
            posterior[tasks * k + truth] = p;
            priorCounts[truth] += p;
        }
        tasks++;
    }

    void addWorker() {
        if ((workers + 1) * k > sums.length) {
            sums = Arrays.copyOf(sums, 2 * sums.length);
            counts = Arrays.copyOf(counts, 2 * counts.length);
        }
        workers++;
    }

    /** The number of a worker who has not answered. */
    int spareWorker() {
        addWorker();
        return --workers;
    }

    int overlap(int task) {
        return sizes[task];
    }

    /** The label of the answer a worker gave to a task; −1 if there is none. */
    int labelOf(int task, int worker) {
        int at = find(task, worker);
        return at < 0 ? -1 : rows[task][at] % k;
    }

    double count(int row, int truth) {
        return counts[row * k + truth];
    }

    /** Expected tasks of a true label that a worker answered. */
    double sum(int worker, int truth) {
        return sums[worker * k + truth];
    }

    /** How many answers of a worker count. */
    long answersOf(int worker) {
        double all = 0;
        for (int truth = 0; truth < k; truth++) {
            all += sums[worker * k + truth];
        }
        return Math.round(all);
    }

    double pooled(int answered, int truth) {
        return pooled[answered * k + truth];
    }

    /** The answers of a task, each as worker · K + label; only the first {@link #overlap} count. */
    int[] rows(int task) {
        return rows[task];
    }

    /** All answers of all tasks, each as worker · K + label. */
    int[] allRows() {
        int[] all = new int[Arrays.stream(sizes, 0, tasks).sum()];
        int at = 0;
        for (int task = 0; task < tasks; task++) {
            System.arraycopy(rows[task], 0, all, at, sizes[task]);
            at += sizes[task];
        }
        return all;
    }

    int workerAt(int task, int place) {
        return rows[task][place] / k;
    }

    int labelAt(int task, int place) {
        return rows[task][place] % k;
    }

    double posterior(int task, int label) {
        return posterior[task * k + label];
    }

    double rate(int worker, int answered, int truth) {
        double count = counts[(worker * k + answered) * k + truth];
        return (count + (answered == truth ? right : wrong)) / (sums[worker * k + truth] + total);
    }

    double prior(int label) {
        return Math.max(priorCounts[label] / tasks, PRIOR_FLOOR);
    }

    /** Takes an answer in and visits its task. */
    void add(int task, int worker, int label) {
        int size = sizes[task];
        if (size == rows[task].length) {
            rows[task] = Arrays.copyOf(rows[task], Math.max(4, 2 * size));
        }
        int row = worker * k + label;
        rows[task][size] = row;
        sizes[task]++;
        // The visit judges the answer by what the worker did elsewhere; only then it counts.
        double[] before = Arrays.copyOfRange(posterior, task * k, task * k + k);
        visit(task);
        contribute(row, before, 0, 1);
    }

    /** Takes an answer out again and visits its task. */
    void remove(int task, int worker) {
        int at = find(task, worker);
        double[] now = Arrays.copyOfRange(posterior, task * k, task * k + k);
        contribute(rows[task][at], now, 0, -1);
        int last = --sizes[task];
        System.arraycopy(rows[task], at + 1, rows[task], at, last - at);
        visit(task);
    }

    private void contribute(int row, double[] p, int at, int sign) {
        int k = this.k;
        int column = row / k * k;
        for (int truth = 0; truth < k; truth++) {
            counts[row * k + truth] += sign * p[at + truth];
            sums[column + truth] += sign * p[at + truth];
            pooled[(row - column) * k + truth] += sign * p[at + truth];
        }
    }

    private int find(int task, int worker) {
        for (int i = 0; i < sizes[task]; i++) {
            if (rows[task][i] / k == worker) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The posterior of a task anew, and its contribution to the counts.
     *
     * @return by how much its probabilities moved, the largest of them
     */
    double visit(int task) {
        double moved = propose(task, belief, 0);
        apply(task, belief, 0);
        return moved;
    }

    /**
     * By how much the posterior of a task would change, without the change being made.
     *
     * @param changes [at … at + K): receives the changes, which sum to 0
     * @return the largest of them
     */
    double propose(int task, double[] changes, int at) {
        int k = this.k;
        for (int truth = 0; truth < k; truth++) {
            belief[truth] = prior(truth);
        }
        int[] own = rows[task];
        int size = sizes[task];
        for (int i = 0; i < size; i++) {
            multiply(own[i]);
            if (i % FACTORS_BEFORE_RESCALING == FACTORS_BEFORE_RESCALING - 1) {
                rescale();
            }
        }
        rescale();
        double moved = 0;
        int base = task * k;
        for (int truth = 0; truth < k; truth++) {
            double change = belief[truth] - posterior[base + truth];
            changes[at + truth] = change;
            moved = Math.max(moved, Math.abs(change));
        }
        return moved;
    }

    /** Makes a proposed change. */
    void apply(int task, double[] changes, int at) {
        int base = task * k;
        for (int truth = 0; truth < k; truth++) {
            posterior[base + truth] += changes[at + truth];
            priorCounts[truth] += changes[at + truth];
        }
        for (int i = 0; i < sizes[task]; i++) {
            contribute(rows[task][i], changes, at, 1);
        }
    }

    private void multiply(int row) {
        int k = this.k;
        int column = row / k * k;
        int label = row - column;
        int cell = row * k;
        for (int truth = 0; truth < k; truth++) {
            double pseudo = truth == label ? right : wrong;
            belief[truth] *= (counts[cell + truth] + pseudo) / (sums[column + truth] + total);
        }
    }

    private void rescale() {
        double sum = 0;
        for (double b : belief) {
            sum += b;
        }
        for (int truth = 0; truth < k; truth++) {
            belief[truth] /= sum;
        }
    }

    /** Every posterior is what the votes say, and the counts follow, free of what rounding left. */
    void restart() {
        Arrays.fill(counts, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(priorCounts, 0);
        Arrays.fill(pooled, 0);
        for (int task = 0; task < tasks; task++) {
            voteShares(task);
            for (int truth = 0; truth < k; truth++) {
                priorCounts[truth] += posterior[task * k + truth];
            }
            for (int i = 0; i < sizes[task]; i++) {
                contribute(rows[task][i], posterior, task * k, 1);
            }
        }
    }

    private void voteShares(int task) {
        int base = task * k;
        int size = sizes[task];
        Arrays.fill(posterior, base, base + k, size == 0 ? 1.0 / k : 0);
        for (int i = 0; i < size; i++) {
            posterior[base + rows[task][i] % k] += 1.0 / size;
        }
    }
}
