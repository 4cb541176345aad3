package org.maslin.quality;

import java.util.Locale;

/**
 * Cohen's weighted kappa of two annotators: a disagreement counts by how far apart the labels are
 * in their order, 1 − Σ w_kl p_kl ÷ Σ w_kl p_k q_l (Cohen, Psychological Bulletin 70, 1968). Labels
 * that neither annotator used on the common tasks keep their place in the order.
 */
public record WeightedKappa(Weight weight) implements AgreementMeasure {

    /** How a difference of places counts. */
    public enum Weight {
        LINEAR,
        QUADRATIC
    }

    @Override
    public String name() {
        return "weighted-kappa (%s)".formatted(weight.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Bootstrap.Statistic statistic(Answers answers) {
        var raters = new TwoRaters(answers, name());
        return copies -> {
            double[][] table = raters.table(copies);
            double[] p = TwoRaters.rowSums(table);
            double[] q = TwoRaters.columnSums(table);
            double observed = 0;
            double chance = 0;
            for (int k = 0; k < p.length; k++) {
                for (int l = 0; l < p.length; l++) {
                    double apart = Math.abs(k - l);
                    double counts = weight == Weight.LINEAR ? apart : apart * apart;
                    observed += counts * table[k][l];
                    chance += counts * p[k] * q[l];
                }
            }
            return chance == 0 ? Double.NaN : 1 - observed / chance;
        };
    }
}
