package org.maslin.quality.pairwise;

import java.util.random.RandomGenerator;
import org.maslin.core.Seed;

/**
 * Whether one scale can hold the items: among three items a beats b, b beats c and c beats a more
 * often than not. Some such circles come by chance; how many would, a ranking tells: outcomes are
 * drawn anew from it, with as many answers to each pair.
 *
 * @param circles how many triples of items, each pair of them compared and decided, go in a circle
 * @param triples how many such triples there are
 * @param expected how many circles the ranking's own draws have on average
 * @param chance the share of draws with at least as many circles; below 0.05 one scale is not
 *     enough
 */
public record Intransitivity(int circles, int triples, double expected, double chance) {

    private static final int DRAWS = 400;

    public static Intransitivity of(Comparisons comparisons, Ranking ranking, Seed seed) {
        int n = comparisons.items().size();
        double[][] wins = new double[n][n];
        double[][] counts = new double[n][n];
        for (int i = 0; i < comparisons.size(); i++) {
            int a = comparisons.left(i);
            int b = comparisons.right(i);
            wins[a][b] += comparisons.outcome(i);
            wins[b][a] += 1 - comparisons.outcome(i);
            counts[a][b]++;
            counts[b][a]++;
        }
        int[] seen = circles(wins, counts);
        RandomGenerator random = seed.derive("intransitivity").generator();
        double sum = 0;
        int atLeast = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            int drawn = circles(drawn(comparisons, ranking, counts, random), counts)[0];
            sum += drawn;
            atLeast += drawn >= seen[0] ? 1 : 0;
        }
        double chance = (atLeast + 1.0) / (DRAWS + 1.0);
        return new Intransitivity(seen[0], seen[1], sum / DRAWS, chance);
    }

    private static double[][] drawn(
            Comparisons comparisons, Ranking ranking, double[][] counts, RandomGenerator random) {
        int n = counts.length;
        double[][] wins = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                double p = ranking.wins(comparisons.items().get(a), comparisons.items().get(b));
                for (int i = 0; i < counts[a][b]; i++) {
                    if (random.nextDouble() < p) {
                        wins[a][b]++;
                    } else {
                        wins[b][a]++;
                    }
                }
            }
        }
        return wins;
    }

    /** Circles and triples. */
    private static int[] circles(double[][] wins, double[][] counts) {
        int n = wins.length;
        int circles = 0;
        int triples = 0;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                if (counts[a][b] == 0 || wins[a][b] == wins[b][a]) {
                    continue;
                }
                for (int c = b + 1; c < n; c++) {
                    if (counts[b][c] > 0
                            && counts[a][c] > 0
                            && wins[b][c] != wins[c][b]
                            && wins[a][c] != wins[c][a]) {
                        triples++;
                        boolean ab = wins[a][b] > wins[b][a];
                        boolean bc = wins[b][c] > wins[c][b];
                        boolean ca = wins[c][a] > wins[a][c];
                        circles += ab == bc && bc == ca ? 1 : 0;
                    }
                }
            }
        }
        return new int[] {circles, triples};
    }
}
