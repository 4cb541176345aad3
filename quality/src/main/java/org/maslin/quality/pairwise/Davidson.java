package org.maslin.quality.pairwise;

import java.util.Set;

/**
 * Davidson: Bradley–Terry with a third outcome, P(tie) ∝ ν √(strength of one · strength of the
 * other) (Davidson, JASA 65, 1970). Ties then tell that items are near each other, and how near.
 * Prior, biases and intervals are those of {@link BradleyTerry}.
 *
 * @param biases what else may sway a comparison
 */
public record Davidson(Set<Bias> biases) implements PairwiseModel {

    public Davidson {
        biases = Set.copyOf(biases);
    }

    /** Without biases. */
    public Davidson() {
        this(Set.of());
    }

    @Override
    public String name() {
        return "davidson";
    }

    @Override
    public Ranking rank(Comparisons comparisons) {
        var fit = new PairwiseFit(comparisons, biases, PairwiseFit.Ties.OUTCOME);
        fit.maximise();
        return Rankings.of(comparisons, fit, name(), null);
    }
}
