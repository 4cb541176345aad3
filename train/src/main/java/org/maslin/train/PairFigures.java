package org.maslin.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.maslin.train.loss.PairLogProbs;

/** What is logged of a step on preference pairs: the implicit rewards, in the field's names. */
final class PairFigures {

    private final int pairs;
    private double chosenReward;
    private double rejectedReward;
    private double accurate;
    private double chosenLogProb;
    private double rejectedLogProb;
    private double entropy;
    private double right;
    private double chosenTokens;
    private double rejectedTokens;
    private double chosenLogits;
    private double rejectedLogits;

    /**
     * @param pairs of the whole step
     */
    PairFigures(int pairs) {
        this.pairs = pairs;
    }

    void add(PairLogProbs p, double beta) {
        double[] chosen = p.policyChosen().doubles();
        double[] rejected = p.policyRejected().doubles();
        double[] chosenReference = p.referenceChosen().doubles();
        double[] rejectedReference = p.referenceRejected().doubles();
        for (int i = 0; i < chosen.length; i++) {
            double forChosen = beta * (chosen[i] - chosenReference[i]);
            double forRejected = beta * (rejected[i] - rejectedReference[i]);
            chosenReward += forChosen;
            rejectedReward += forRejected;
            accurate += forChosen > forRejected ? 1 : 0;
            chosenLogProb += chosen[i];
            rejectedLogProb += rejected[i];
        }
    }

    /**
     * Entropy of all tokens, accuracy on the chosen ones, mean logits of either side.
     *
     * @param n how many pairs there are; the first n rows are the chosen ones
     */
    void add(TokenScores scores, TokenBatch tokens, int n) {
        entropy += scores.entropy();
        float[] mean = scores.means().floats();
        float[] likeliest = scores.likeliest().floats();
        long[] rowOf = tokens.rowOf().longs();
        for (int i = 0; i < mean.length; i++) {
            boolean isChosen = rowOf[i] < n;
            chosenTokens += isChosen ? 1 : 0;
            rejectedTokens += isChosen ? 0 : 1;
            chosenLogits += isChosen ? mean[i] : 0;
            rejectedLogits += isChosen ? 0 : mean[i];
            right += isChosen ? likeliest[i] : 0;
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
                            entropy,
                            right,
                            chosenTokens,
                            rejectedTokens,
                            chosenLogits,
                            rejectedLogits
                        });
        chosenReward = sums[0];
        rejectedReward = sums[1];
        accurate = sums[2];
        chosenLogProb = sums[3];
        rejectedLogProb = sums[4];
        entropy = sums[5];
        right = sums[6];
        chosenTokens = sums[7];
        rejectedTokens = sums[8];
        chosenLogits = sums[9];
        rejectedLogits = sums[10];
    }

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        if (chosenTokens > 0) {
            means.put("entropy", entropy / (chosenTokens + rejectedTokens));
            means.put("mean_token_accuracy", right / chosenTokens);
            means.put("logits/chosen", chosenLogits / chosenTokens);
            means.put("logits/rejected", rejectedLogits / Math.max(1, rejectedTokens));
        }
        means.put("rewards/chosen", chosenReward / pairs);
        means.put("rewards/rejected", rejectedReward / pairs);
        means.put("rewards/margins", (chosenReward - rejectedReward) / pairs);
        means.put("rewards/accuracies", accurate / pairs);
        means.put("logps/chosen", chosenLogProb / pairs);
        means.put("logps/rejected", rejectedLogProb / pairs);
        return means;
    }
}
