package org.maslin.quality;

/**
 * Brennan and Prediger's kappa: chance is every label alike, P_e = 1 ÷ K (Educational and
 * Psychological Measurement 41, 1981); also known as the free-marginal kappa. It does not fall
 * where one label is rare, and takes labels for possible that nobody needs.
 */
public record BrennanPrediger() implements AgreementMeasure {

    @Override
    public String name() {
        return "brennan-prediger";
    }

    @Override
    public Bootstrap.Statistic statistic(Answers answers) {
        var counts = new LabelCounts(answers);
        double[] shares = PercentAgreement.shares(counts);
        double chance = 1.0 / counts.classes;
        return copies -> LabelShares.beyondChance(PercentAgreement.mean(shares, copies), chance);
    }
}
