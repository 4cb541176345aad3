package org.maslin.quality.pairwise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pairs to ask next: those whose answer tells most. Asking i against j adds p (1 − p) of
 * information on their difference, whose variance now is v; the expected gain is ½ ln(1 + p (1 − p)
 * v), large where the outcome is open and the scores are unsure (D-optimal design, Fedorov, 1972).
 * An item is taken at most once in a batch, so that a batch spreads.
 */
public final class PairChoice {

    /** A pair to ask, and what its answer is expected to tell, in nats. */
    public record Pair(String left, String right, double gain) {}

    private PairChoice() {}

    /**
     * The most telling pairs, best first.
     *
     * @param items all items in the order of {@link Comparisons#items()}
     * @param most how many pairs at most
     */
    public static List<Pair> next(Ranking ranking, List<String> items, int most) {
        List<Pair> all = new ArrayList<>();
        double[][] c = ranking.covariance();
        for (int i = 0; i < items.size(); i++) {
            for (int j = i + 1; j < items.size(); j++) {
                double p = ranking.wins(items.get(i), items.get(j));
                double variance = Math.max(0, c[i][i] + c[j][j] - 2 * c[i][j]);
                double gain = 0.5 * Math.log1p(p * (1 - p) * variance);
                all.add(new Pair(items.get(i), items.get(j), gain));
            }
        }
        all.sort(Comparator.comparingDouble((Pair pair) -> -pair.gain()));
        List<Pair> chosen = new ArrayList<>();
        Map<String, Boolean> taken = new HashMap<>();
        for (Pair pair : all) {
            if (chosen.size() < most
                    && !taken.containsKey(pair.left())
                    && !taken.containsKey(pair.right())) {
                chosen.add(pair);
                taken.put(pair.left(), true);
                taken.put(pair.right(), true);
            }
        }
        return chosen;
    }
}
