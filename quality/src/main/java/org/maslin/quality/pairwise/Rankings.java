package org.maslin.quality.pairwise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.quality.Interval;

/** Makes a ranking of a fitted model. */
final class Rankings {

    private static final double Z = 1.959963984540054;

    private Rankings() {}

    static Ranking of(
            Comparisons comparisons, PairwiseFit fit, String name, double @Nullable [] ability) {
        int n = comparisons.items().size();
        double[] s = fit.parameters();
        double[][] covariance = SymmetricMatrix.inverse(fit.information());
        double mean = 0;
        for (int item = 0; item < n; item++) {
            mean += s[item] / n;
        }
        double[][] centred = centred(covariance, n);
        int[] counts = new int[n];
        for (int i = 0; i < comparisons.size(); i++) {
            counts[comparisons.left(i)]++;
            counts[comparisons.right(i)]++;
        }
        String method = name + ", interval from the observed information";
        Map<String, Figure> scores = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int item = 0; item < n; item++) {
            scores.put(
                    comparisons.items().get(item),
                    figure(s[item] - mean, centred[item][item], counts[item], method));
            order.add(item);
        }
        order.sort(Comparator.comparingDouble(item -> -s[item]));
        Map<Bias, Figure> biases = new EnumMap<>(Bias.class);
        for (Bias bias : Bias.values()) {
            int at = fit.place(bias);
            if (at >= 0) {
                biases.put(bias, figure(s[at], covariance[at][at], comparisons.size(), method));
            }
        }
        return new Ranking(
                order.stream().map(comparisons.items()::get).toList(),
                scores,
                biases,
                abilities(comparisons, fit, name, ability),
                fit.tie(),
                centred);
    }

    private static Figure figure(double estimate, double variance, long n, String method) {
        double half = Z * Math.sqrt(Math.max(0, variance));
        return Figure.withInterval(estimate, estimate - half, estimate + half, n, method);
    }

    /** The covariance of scores once their mean is taken off. */
    private static double[][] centred(double[][] covariance, int n) {
        double[] rows = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i] += covariance[i][j] / n;
            }
            all += rows[i] / n;
        }
        double[][] centred = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                centred[i][j] = covariance[i][j] - rows[i] - rows[j] + all;
            }
        }
        return centred;
    }

    /**
     * Each worker's share of answers meant as said, with Wilson's interval on its expected count.
     */
    private static Map<String, Figure> abilities(
            Comparisons comparisons, PairwiseFit fit, String name, double @Nullable [] ability) {
        Map<String, Figure> abilities = new HashMap<>();
        if (ability == null) {
            return abilities;
        }
        double[] agreed = new double[ability.length];
        double[] most = new double[ability.length];
        int[] n = new int[ability.length];
        for (int i = 0; i < comparisons.size(); i++) {
            double win = fit.winProbability(i);
            double outcome = comparisons.outcome(i);
            int worker = comparisons.worker(i);
            agreed[worker] += outcome * win + (1 - outcome) * (1 - win);
            most[worker] += Math.abs(2 * win - 1);
            n[worker]++;
        }
        for (int worker = 0; worker < ability.length; worker++) {
            // An answer near one half tells little: what counts is how decided the pairs were.
            long decided = Math.round(most[worker]);
            Interval interval =
                    Interval.wilson(Math.min(decided, ability[worker] * decided), decided);
            abilities.put(
                    comparisons.workers().get(worker),
                    Figure.withInterval(
                            ability[worker],
                            Math.min(ability[worker], interval.low()),
                            Math.max(ability[worker], interval.high()),
                            n[worker],
                            name + ", Wilson on decided comparisons"));
        }
        return abilities;
    }
}
