package org.maslin.quality;

/**
 * Scott's pi of two annotators: chance is both drawing labels with the same, pooled shares, P_e = Σ
 * ((p_k + q_k) ÷ 2)² (Scott, Public Opinion Quarterly 19, 1955).
 */
public record ScottPi() implements AgreementMeasure {

    @Override
    public String name() {
        return "scott-pi";
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
                double share = (p[k] + q[k]) / 2;
                chance += share * share;
            }
            return LabelShares.beyondChance(TwoRaters.diagonal(table), chance);
        };
    }
}
