package org.maslin.quality;

import java.util.Locale;

/**
 * Krippendorff's alpha: 1 − observed ÷ expected disagreement (Krippendorff, Computing
 * Krippendorff's Alpha-Reliability, 2011). Takes any number of annotators and missing answers;
 * tasks with one answer do not count.
 *
 * <p>With n_uk answers k on task u, m_u = Σ n_uk, n_k = Σ n_uk over tasks with m_u ≥ 2 and n = Σ
 * n_k:
 *
 * <pre>alpha = 1 − (n − 1) · Σ_u [Σ_kl n_uk n_ul δ_kl ÷ (m_u − 1)] ÷ Σ_kl n_k n_l δ_kl</pre>
 *
 * <p>δ is [k ≠ l], (k − l)², or ((k − l) ÷ (k + l))². The ordinal δ is (Σ n_g from k to l, ends
 * halved)², which is the interval δ between mid-ranks; that is how it is computed.
 */
public record KrippendorffAlpha(Level level) implements AgreementMeasure {

    @Override
    public String name() {
        return "krippendorff-alpha (%s)".formatted(level.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Bootstrap.Statistic statistic(Answers answers) {
        var counts = new LabelCounts(answers);
        double[] values = LabelValues.of(answers.labels(), level);
        int[] labels = new int[counts.classes];
        for (int label = 0; label < labels.length; label++) {
            labels[label] = label;
        }
        double[] perTask = level == Level.ORDINAL ? null : disagreements(counts, values);
        return copies -> {
            double[] totals = totals(counts, copies);
            double[] v = perTask == null ? midRanks(totals) : values;
            double[] d = perTask == null ? disagreements(counts, v) : perTask;
            double observed = 0;
            for (int task = 0; task < copies.length; task++) {
                observed += copies[task] * d[task];
            }
            double n = sum(totals);
            double expected = pairs(labels, totals, 0, labels.length, v);
            return expected == 0 ? Double.NaN : 1 - (n - 1) * observed / expected;
        };
    }

    private double[] disagreements(LabelCounts c, double[] values) {
        double[] disagreements = new double[c.tasks()];
        for (int task = 0; task < disagreements.length; task++) {
            if (c.overlaps[task] > 1) {
                double sum =
                        pairs(c.labels, c.counts, c.offsets[task], c.offsets[task + 1], values);
                disagreements[task] = sum / (c.overlaps[task] - 1);
            }
        }
        return disagreements;
    }

    private static double[] totals(LabelCounts c, int[] copies) {
        double[] totals = new double[c.classes];
        for (int task = 0; task < copies.length; task++) {
            if (copies[task] > 0 && c.overlaps[task] > 1) {
                for (int i = c.offsets[task]; i < c.offsets[task + 1]; i++) {
                    totals[c.labels[i]] += copies[task] * c.counts[i];
                }
            }
        }
        return totals;
    }

    private static double[] midRanks(double[] totals) {
        double[] ranks = new double[totals.length];
        double before = 0;
        for (int label = 0; label < totals.length; label++) {
            ranks[label] = before + totals[label] / 2;
            before += totals[label];
        }
        return ranks;
    }

    /** Σ over ordered pairs of answers of δ, for counts of labels in a range of two arrays. */
    private double pairs(int[] labels, double[] counts, int from, int to, double[] values) {
        double sum = 0;
        for (int i = from + 1; i < to; i++) {
            for (int j = from; j < i; j++) {
                sum += counts[i] * counts[j] * delta(values[labels[i]], values[labels[j]]);
            }
        }
        return 2 * sum;
    }

    private double delta(double a, double b) {
        double difference = a - b;
        return switch (level) {
            case NOMINAL -> difference == 0 ? 0 : 1;
            case ORDINAL, INTERVAL -> difference * difference;
            case RATIO -> difference == 0 ? 0 : square(difference / (a + b));
        };
    }

    private static double square(double x) {
        return x * x;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
