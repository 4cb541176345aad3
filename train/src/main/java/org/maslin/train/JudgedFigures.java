package org.maslin.train;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is logged of a step on completions that were liked or not, in the field's names. */
final class JudgedFigures {

    /** Sums over one kind of completions. */
    private static final class Side {
        double rows;
        double tokens;
        double reward;
        double logProb;
        double logits;

        void sum(Team team) {
            double[] sums = team.sum(new double[] {rows, tokens, reward, logProb, logits});
            rows = sums[0];
            tokens = sums[1];
            reward = sums[2];
            logProb = sums[3];
            logits = sums[4];
        }
    }

    private final Side chosen = new Side();
    private final Side rejected = new Side();
    private double divergence;
    private double batches;
    private double entropy;

    private Side side(double sign) {
        return sign > 0 ? chosen : rejected;
    }

    void add(double[] ratios, double[] logProbs, double[] signs, double beta, double z) {
        for (int i = 0; i < ratios.length; i++) {
            Side side = side(signs[i]);
            side.rows++;
            side.reward += beta * ratios[i];
            side.logProb += logProbs[i];
        }
        divergence += z;
        batches++;
    }

    void add(TokenScores scores, TokenBatch tokens, double[] signs) {
        entropy += scores.entropy();
        double[] means = scores.means().doubles();
        long[] rowOf = tokens.rowOf().longs();
        for (int i = 0; i < means.length; i++) {
            Side side = side(signs[(int) rowOf[i]]);
            side.tokens++;
            side.logits += means[i];
        }
    }

    /** Makes these the figures of all workers. */
    void sum(Team team) {
        double[] sums = team.sum(new double[] {divergence, batches, entropy});
        divergence = sums[0];
        batches = sums[1];
        entropy = sums[2];
        chosen.sum(team);
        rejected.sum(team);
    }

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        means.put("kl", divergence / batches);
        means.put("entropy", entropy / (chosen.tokens + rejected.tokens));
        put(means, "chosen", chosen);
        put(means, "rejected", rejected);
        if (chosen.rows > 0 && rejected.rows > 0) {
            means.put(
                    "rewards/margins",
                    chosen.reward / chosen.rows - rejected.reward / rejected.rows);
        }
        return means;
    }

    private static void put(Map<String, Double> means, String name, Side side) {
        if (side.rows > 0) {
            means.put("rewards/" + name, side.reward / side.rows);
            means.put("logps/" + name, side.logProb / side.rows);
            means.put("logits/" + name, side.logits / side.tokens);
        }
    }
}
