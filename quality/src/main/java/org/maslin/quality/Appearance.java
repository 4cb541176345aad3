package org.maslin.quality;

import java.util.Arrays;

/** The order in which labels first appear in the file, which some peers break ties by. */
final class Appearance {

    private Appearance() {}

    /** [label]: its place by first appearance, counting from 0. */
    static int[] ranks(Answers answers) {
        int k = answers.labels().size();
        int[] first = new int[k];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (int i = 0; i < answers.size(); i++) {
            first[answers.label(i)] = Math.min(first[answers.label(i)], answers.order(i));
        }
        int[] ranks = new int[k];
        for (int label = 0; label < k; label++) {
            for (int other = 0; other < k; other++) {
                ranks[label] += first[other] < first[label] ? 1 : 0;
            }
        }
        return ranks;
    }

    /** The most probable label of each task; of equally probable ones the one of lowest rank. */
    static int[] winners(double[] posterior, int[] ranks) {
        int k = ranks.length;
        int[] winners = new int[posterior.length / k];
        for (int task = 0; task < winners.length; task++) {
            int best = 0;
            for (int label = 1; label < k; label++) {
                double ahead = posterior[task * k + label] - posterior[task * k + best];
                if (ahead > 0 || (ahead == 0 && ranks[label] < ranks[best])) {
                    best = label;
                }
            }
            winners[task] = best;
        }
        return winners;
    }
}
