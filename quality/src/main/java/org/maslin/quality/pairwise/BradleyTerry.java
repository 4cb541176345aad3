package org.maslin.quality.pairwise;

import java.util.Set;

/**
 * Bradley–Terry: item i beats item j with probability σ(s_i − s_j) (Bradley and Terry, Biometrika
 * 39, 1952). A tie is half a win of each. Biases, where asked for, are added to the difference.
 *
 * <p>Scores maximise the likelihood under a weak normal prior of standard deviation 10, by Newton's
 * method to full convergence. The prior keeps an item finite that never won, and items comparable
 * that were never compared. Intervals are from the observed information. (crowd-kit 1.4.2 stops
 * after two rounds, because it compares an array with itself; its scores are up to an eighth off.)
 *
 * @param biases what else may sway a comparison
 */
public record BradleyTerry(Set<Bias> biases) implements PairwiseModel {

    public BradleyTerry {
        biases = Set.copyOf(biases);
    }

    /** Without biases. */
    public BradleyTerry() {
        this(Set.of());
    }

    @Override
    public String name() {
        return "bradley-terry";
    }

    @Override
    public Ranking rank(Comparisons comparisons) {
        var fit = new PairwiseFit(comparisons, biases, PairwiseFit.Ties.HALF);
        fit.maximise();
        return Rankings.of(comparisons, fit, name(), null);
    }
}
