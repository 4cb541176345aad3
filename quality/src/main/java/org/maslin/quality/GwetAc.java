package org.maslin.quality;

import java.util.Locale;

/**
 * Gwet's AC1 (nominal) and AC2 (other levels): agreement beyond chance where only hard tasks are
 * answered by chance, P_e = Σ w_kl · Σ p_k (1 − p_k) ÷ (K (K − 1)) (Gwet, British Journal of
 * Mathematical and Statistical Psychology 61, 2008; Handbook, 2014). It stays high when one label
 * is rare, where kappas fall.
 *
 * <p>Weights w are 1 for equal labels and less the further apart: ordinal 1 − C(|k − l| + 1, 2) ÷
 * C(K, 2), interval 1 − (difference ÷ widest difference)², ratio the same of ((k − l) ÷ (k + l))².
 */
public record GwetAc(Level level) implements AgreementMeasure {

    @Override
    public String name() {
        return level == Level.NOMINAL
                ? "gwet-ac1"
                : "gwet-ac2 (%s)".formatted(level.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Bootstrap.Statistic statistic(Answers answers) {
        var counts = new LabelCounts(answers);
        double[][] weights = weights(LabelValues.of(answers.labels(), level));
        double[] perTask = agreements(counts, weights);
        double k = counts.classes;
        double perPair = total(weights) / (k * (k - 1));
        return copies -> {
            double chance = 0;
            for (double p : LabelShares.of(counts, copies)) {
                chance += p * (1 - p);
            }
            double observed = PercentAgreement.mean(perTask, copies);
            return k == 1 ? Double.NaN : LabelShares.beyondChance(observed, perPair * chance);
        };
    }

    private static double[] agreements(LabelCounts c, double[][] weights) {
        double[] agreements = new double[c.tasks()];
        for (int task = 0; task < agreements.length; task++) {
            double sum = 0;
            for (int i = c.offsets[task]; i < c.offsets[task + 1]; i++) {
                for (int j = c.offsets[task]; j < c.offsets[task + 1]; j++) {
                    double others = c.counts[j] - (i == j ? 1 : 0);
                    sum += weights[c.labels[i]][c.labels[j]] * c.counts[i] * others;
                }
            }
            double m = c.overlaps[task];
            agreements[task] = m > 1 ? sum / (m * (m - 1)) : Double.NaN;
        }
        return agreements;
    }

    private double[][] weights(double[] values) {
        int k = values.length;
        double widest = k == 1 ? 1 : distance(values[0], values[k - 1]);
        double[][] weights = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                weights[i][j] = i == j ? 1 : 1 - distance(values[i], values[j]) / widest;
            }
        }
        return weights;
    }

    private double distance(double a, double b) {
        double apart = Math.abs(a - b);
        return switch (level) {
            case NOMINAL -> 1;
            case ORDINAL -> (apart + 1) * apart / 2;
            case INTERVAL -> apart * apart;
            case RATIO -> (apart / (a + b)) * (apart / (a + b));
        };
    }

    private static double total(double[][] weights) {
        double total = 0;
        for (double[] row : weights) {
            for (double weight : row) {
                total += weight;
            }
        }
        return total;
    }
}
