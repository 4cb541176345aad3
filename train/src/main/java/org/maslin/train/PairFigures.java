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

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        means.put("rewards/chosen", chosenReward / pairs);
        means.put("rewards/rejected", rejectedReward / pairs);
        means.put("rewards/margins", (chosenReward - rejectedReward) / pairs);
        means.put("rewards/accuracies", accurate / pairs);
        means.put("logps/chosen", chosenLogProb / pairs);
        means.put("logps/rejected", rejectedLogProb / pairs);
        return means;
    }
}
