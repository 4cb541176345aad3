package org.maslin.quality;

/**
 * Fleiss' kappa: agreement beyond what annotators would reach who draw labels at random with the
 * shares in which labels occur, P_e = Σ p_k² (Fleiss, Psychological Bulletin 76, 1971). Where tasks
 * have unequally many answers, p_k is the mean over tasks of a task's share (Gwet, Handbook of
 * Inter-Rater Reliability, 2014).
 */
public record FleissKappa() implements AgreementMeasure {

    @Override
    public String name() {
        return "fleiss-kappa";
    }

    @Override
    public Bootstrap.Statistic statistic(Answers answers) {
        var counts = new LabelCounts(answers);
        double[] perTask = PercentAgreement.shares(counts);
        return copies -> {
            double chance = 0;
            for (double p : LabelShares.of(counts, copies)) {
                chance += p * p;
            }
            return LabelShares.beyondChance(PercentAgreement.mean(perTask, copies), chance);
        };
    }
}
