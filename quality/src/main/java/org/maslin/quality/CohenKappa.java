package org.maslin.quality;

/**
 * Cohen's kappa of two annotators: chance is each drawing labels with their own shares, P_e = Σ p_k
 * q_k (Cohen, Educational and Psychological Measurement 20, 1960).
 */
public record CohenKappa() implements AgreementMeasure {

    @Override
    public String name() {
        return "cohen-kappa";
    }

    @Override
    public Bootstrap.Statistic statistic(Answers answers) {
        var raters = new TwoRaters(answers, name());
        return copies -> {
            double[][] table = raters.table(copies);
            double[] p = TwoRaters.rowSums(table);
            double[] q = TwoRaters.columnSums(table);
            double chance = 0;
            for (int k = 0; k < p.length; k++) {
                chance += p[k] * q[k];
            }
            return LabelShares.beyondChance(TwoRaters.diagonal(table), chance);
        };
    }
}
