package org.maslin.quality.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs of the shapes of two people, one to one, with the greatest sum of similarities; pairs below
 * a threshold are no pairs. By the Hungarian method with potentials (Kuhn, Naval Research Logistics
 * 2, 1955; Jonker and Volgenant, Computing 38, 1987), in cubic time.
 *
 * @param pairs (place in the first list, place in the second)
 * @param similarity the sum over the pairs
 */
public record Matching(List<int[]> pairs, double similarity) {

    /** Pairs the shapes of two lists. */
    public static Matching of(
            List<? extends Shape> first, List<? extends Shape> second, double threshold) {
        double[][] similarity = new double[first.size()][second.size()];
        for (int i = 0; i < first.size(); i++) {
            for (int j = 0; j < second.size(); j++) {
                similarity[i][j] = first.get(i).similarity(second.get(j));
            }
        }
        return of(similarity, threshold);
    }

    /** Pairs rows and columns of a matrix of similarities. */
    public static Matching of(double[][] similarity, double threshold) {
        int rows = similarity.length;
        int columns = rows == 0 ? 0 : similarity[0].length;
        int n = Math.max(rows, columns);
        double[][] cost = new double[n][n];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                cost[i][j] = similarity[i][j] >= threshold ? -similarity[i][j] : 0;
            }
        }
        int[] columnOf = Assignment.cheapest(cost);
        List<int[]> pairs = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int j = columnOf[i];
            if (j < columns && similarity[i][j] >= threshold) {
                pairs.add(new int[] {i, j});
                sum += similarity[i][j];
            }
        }
        return new Matching(List.copyOf(pairs), sum);
    }

    /** Twice the pairs over all shapes of both; 1 where neither has any. */
    public static double f1(
            List<? extends Shape> first, List<? extends Shape> second, double threshold) {
        int all = first.size() + second.size();
        return all == 0 ? 1 : 2.0 * of(first, second, threshold).pairs().size() / all;
    }

    /** The mean similarity over pairs, unpaired shapes counting 0; 1 where neither has any. */
    public static double meanSimilarity(List<? extends Shape> first, List<? extends Shape> second) {
        Matching matching = of(first, second, Double.MIN_VALUE);
        int units = first.size() + second.size() - matching.pairs().size();
        return units == 0 ? 1 : matching.similarity() / units;
    }

    @Override
    public String toString() {
        return "Matching" + pairs.stream().map(Arrays::toString).toList();
    }
}
