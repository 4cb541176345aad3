package org.maslin.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/** What is logged of a step on pairs without a reference model, in the field's names. */
final class FreeFigures {

    private final int pairs;
    private double chosenReward;
    private double rejectedReward;
    private double accurate;
    private double chosenLogProb;
    private double rejectedLogProb;
    private double nll;
    private double ratio;
    private double odds;
    private boolean hasOdds;

    /**
     * @param pairs of the whole step
     */
    FreeFigures(int pairs) {
        this.pairs = pairs;
    }

    /** Means over each row's completion [rows] of values of all tokens that count [n]. */
    static Tensor completionMeans(TokenBatch tokens, Tensor perToken, List<Encoded> rows) {
        long[] positions = tokens.positions().longs();
        long[] rowOf = tokens.rowOf().longs();
        long width = tokens.ids().size(1);
        var weights = new float[positions.length];
        for (int i = 0; i < weights.length; i++) {
            Encoded row = rows.get((int) rowOf[i]);
            long t = positions[i] - rowOf[i] * width + 1;
            weights[i] = t < row.promptLength() ? 0 : 1f / row.completionLength();
        }
        return tokens.sumByRow(perToken.times(Tensor.of(weights, weights.length)));
    }

    void add(
            double[] chosenRewards,
            double[] rejectedRewards,
            double[] chosen,
            double[] rejected,
            double nll) {
        for (int i = 0; i < chosen.length; i++) {
            chosenReward += chosenRewards[i];
            rejectedReward += rejectedRewards[i];
            accurate += chosenRewards[i] > rejectedRewards[i] ? 1 : 0;
            chosenLogProb += chosen[i];
            rejectedLogProb += rejected[i];
        }
        this.nll += nll;
    }

    void addOdds(double[] ratios, double[] logOdds) {
        hasOdds = true;
        for (int i = 0; i < ratios.length; i++) {
            ratio += ratios[i];
            odds += logOdds[i];
        }
    }

    /** Makes these the figures of all workers. */
    void sum(Team team) {
        double[] sums =
                team.sum(
                        new double[] {
                            chosenReward,
                            rejectedReward,
                            accurate,
                            chosenLogProb,
                            rejectedLogProb,
                            nll,
                            ratio,
                            odds
                        });
        chosenReward = sums[0];
        rejectedReward = sums[1];
        accurate = sums[2];
        chosenLogProb = sums[3];
        rejectedLogProb = sums[4];
        nll = sums[5];
        ratio = sums[6];
        odds = sums[7];
    }

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        means.put("rewards/chosen", chosenReward / pairs);
        means.put("rewards/rejected", rejectedReward / pairs);
        means.put("rewards/accuracies", accurate / pairs);
        means.put("rewards/margins", (chosenReward - rejectedReward) / pairs);
        means.put("logps/chosen", chosenLogProb / pairs);
        means.put("logps/rejected", rejectedLogProb / pairs);
        means.put("nll_loss", nll);
        if (hasOdds) {
            means.put("log_odds_ratio", ratio / pairs);
            means.put("log_odds_chosen", odds / pairs);
        }
        return means;
    }
}
