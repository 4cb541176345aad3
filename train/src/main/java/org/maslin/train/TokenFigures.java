package org.maslin.train;

import java.util.Map;

/** What is logged of a step's tokens: entropy and how often the likeliest one was right. */
final class TokenFigures {

    private double entropy;
    private double right;
    private double tokens;

    void add(Shares shares) {
        for (int row = 0; row < shares.rows(); row++) {
            entropy += shares.entropies()[row];
            right += shares.likeliest()[row];
        }
        tokens += shares.rows();
    }

    /** Makes these the figures of all workers. */
    void sum(Team team) {
        double[] sums = team.sum(new double[] {entropy, right, tokens});
        entropy = sums[0];
        right = sums[1];
        tokens = sums[2];
    }

    void putAll(Map<String, Double> figures) {
        figures.put("entropy", entropy / Math.max(1, tokens));
        figures.put("mean_token_accuracy", right / Math.max(1, tokens));
    }
}
