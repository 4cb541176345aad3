package org.maslin.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Label errors by what a model thinks of the labels (Northcutt, Jiang and Chuang, Confident
 * Learning, JAIR 70, 2021). Probabilities must come from a model that has not seen the sample's own
 * label, such as by cross-validation.
 *
 * <p>A sample counts as truly of class k if the model gives k at least the mean probability that it
 * gives to samples labelled k. Counting (given, true) pairs gives the confident joint; calibrated
 * to the number of labels of each class it tells how many of each are wrong, and those with the
 * largest margin are named. The numbers are those of cleanlab 2.9, tie and rounding rules included.
 */
public final class ConfidentLearning {

    private static final double LEAST_THRESHOLD = 2e-6;
    private static final double NEVER = 2;
    private static final double EPSILON = 1e-6;

    private final int[] labels;
    private final double[][] probabilities;
    private final int k;
    private final double[] thresholds;

    /**
     * @param labels [sample]: the given label, from 0
     * @param probabilities [sample][label]: what the model thinks, rows sum to 1
     */
    public ConfidentLearning(int[] labels, double[][] probabilities) {
        if (labels.length == 0 || labels.length != probabilities.length) {
            throw new IllegalArgumentException(
                    "There must be as many rows of probabilities (%d) as labels (%d), at least one."
                            .formatted(probabilities.length, labels.length));
        }
        this.labels = labels.clone();
        this.probabilities = probabilities;
        this.k = probabilities[0].length;
        check();
        this.thresholds = thresholds();
    }

    private void check() {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= k || probabilities[i].length != k) {
                throw new IllegalArgumentException(
                        "Sample %d has the label %d and %d probabilities; there are %d labels."
                                .formatted(i, labels[i], probabilities[i].length, k));
            }
            for (double p : probabilities[i]) {
                if (!(p >= 0 && p <= 1 + EPSILON)) {
                    throw new IllegalArgumentException(
                            "Sample %d has the probability %s, which is not between 0 and 1."
                                    .formatted(i, p));
                }
            }
        }
    }

    private double[] thresholds() {
        double[] sums = new double[k];
        int[] counts = new int[k];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += probabilities[i][labels[i]];
            counts[labels[i]]++;
        }
        for (int label = 0; label < k; label++) {
            sums[label] =
                    counts[label] == 0
                            ? NEVER
                            : Math.max(sums[label] / counts[label], LEAST_THRESHOLD);
        }
        return sums;
    }

    /** The class a sample confidently belongs to; −1 if to none. */
    private int confident(int sample) {
        int best = -1;
        int passed = 0;
        double[] p = probabilities[sample];
        for (int label = 0; label < k; label++) {
            if (p[label] >= thresholds[label] - EPSILON) {
                passed++;
                best = label;
            }
        }
        return passed > 1 ? largest(p) : best;
    }

    private static int largest(double[] p) {
        int best = 0;
        for (int label = 1; label < p.length; label++) {
            best = p[label] > p[best] ? label : best;
        }
        return best;
    }

    /** How many samples labelled s are confidently t, [s][t]; at least 1 on the diagonal. */
    public int[][] confidentJoint() {
        int[][] joint = new int[k][k];
        for (int i = 0; i < labels.length; i++) {
            int truth = confident(i);
            if (truth >= 0) {
                joint[labels[i]][truth]++;
            }
        }
        for (int label = 0; label < k; label++) {
            joint[label][label] = Math.max(1, joint[label][label]);
        }
        return joint;
    }

    /** The confident joint scaled so that each row sums to the number of its labels, rounded. */
    public int[][] calibratedJoint() {
        int[][] joint = confidentJoint();
        double[] counts = new double[k];
        for (int label : labels) {
            counts[label]++;
        }
        double total = 0;
        double[][] scaled = new double[k][k];
        for (int s = 0; s < k; s++) {
            double row = Arrays.stream(joint[s]).sum();
            for (int t = 0; t < k; t++) {
                scaled[s][t] = joint[s][t] / row * counts[s];
                total += scaled[s][t];
            }
        }
        int[][] calibrated = new int[k][];
        for (int s = 0; s < k; s++) {
            for (int t = 0; t < k; t++) {
                scaled[s][t] *= labels.length / total;
            }
            calibrated[s] = rounded(scaled[s]);
        }
        return calibrated;
    }

    /** Rounded so that the sum is kept: the largest remainders are rounded the other way. */
    private static int[] rounded(double[] row) {
        double sum = 0;
        double roundedSum = 0;
        int[] rounded = new int[row.length];
        double[] off = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            rounded[i] = (int) Math.rint(row[i]);
            off[i] = row[i] - rounded[i];
            sum += row[i];
            roundedSum += rounded[i];
        }
        int missing = (int) Math.rint(sum - roundedSum);
        Integer[] order = new Integer[row.length];
        Arrays.setAll(order, i -> i);
        int sign = Integer.signum(missing);
        Arrays.sort(order, Comparator.comparingDouble(i -> -sign * off[i]));
        for (int i = 0; i < Math.abs(missing); i++) {
            rounded[order[i]] += sign;
        }
        return rounded;
    }

    /**
     * The samples whose labels are probably wrong, in the order of samples: for each given and true
     * label as many as the calibrated joint tells, those with the largest margin first; those where
     * the model agrees with the label are left out.
     */
    public List<Integer> issues() {
        int[][] prune = calibratedJoint();
        boolean[] flagged = new boolean[labels.length];
        for (int s = 0; s < k; s++) {
            List<Integer> own = new ArrayList<>();
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == s) {
                    own.add(i);
                }
            }
            keepAtLeastOne(prune[s], s);
            for (int t = 0; t < k; t++) {
                int n = Math.min(prune[s][t], own.size());
                if (t != s && n > 0) {
                    int truth = t;
                    int given = s;
                    List<Integer> ordered = new ArrayList<>(own);
                    ordered.sort(
                            Comparator.comparingDouble(
                                    i -> probabilities[i][given] - probabilities[i][truth]));
                    for (int at = 0; at < n; at++) {
                        flagged[ordered.get(at)] = true;
                    }
                }
            }
        }
        List<Integer> issues = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            if (flagged[i] && largest(probabilities[i]) != labels[i]) {
                issues.add(i);
            }
        }
        return issues;
    }

    /** One sample of each class stays, or nothing of it would be left. */
    private static void keepAtLeastOne(int[] row, int given) {
        if (row[given] >= 1) {
            return;
        }
        int missing = 1 - row[given];
        row[given] = 1;
        int largest = -1;
        for (int t = 0; t < row.length; t++) {
            if (t != given && (largest < 0 || row[t] > row[largest])) {
                largest = t;
            }
        }
        if (largest >= 0) {
            row[largest] = Math.max(0, row[largest] - missing);
        }
    }

    /** The share of labels that are wrong, as the calibrated joint has it. */
    public double noiseRate() {
        int[][] joint = calibratedJoint();
        int right = 0;
        for (int label = 0; label < k; label++) {
            right += joint[label][label];
        }
        return 1 - (double) right / labels.length;
    }

    /** [sample]: the probability of the given label; the lower the more suspicious. */
    public double[] selfConfidence() {
        double[] scores = new double[labels.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = probabilities[i][labels[i]];
        }
        return scores;
    }

    /** [sample]: how far the given label is ahead of the best other one, from 0 to 1. */
    public double[] normalisedMargin() {
        double[] scores = new double[labels.length];
        for (int i = 0; i < scores.length; i++) {
            double other = 0;
            for (int label = 0; label < k; label++) {
                other = label == labels[i] ? other : Math.max(other, probabilities[i][label]);
            }
            scores[i] = (probabilities[i][labels[i]] - other + 1) / 2;
        }
        return scores;
    }
}
