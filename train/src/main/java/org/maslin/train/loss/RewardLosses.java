package org.maslin.train.loss;

import org.maslin.train.tensor.Tensor;

/** Losses of a reward model on pairs (Bradley and Terry, 1952; Ouyang et al., 2022). */
public final class RewardLosses {

    private RewardLosses() {}

    /**
     * mean(-log σ(chosen - rejected - margin)).
     *
     * @param chosen rewards [n]
     * @param rejected rewards [n]
     * @param margin [n], by how much the chosen one should lead; zeros for none
     */
    public static Tensor bradleyTerry(Tensor chosen, Tensor rejected, Tensor margin) {
        return chosen.minus(rejected).minus(margin).logSigmoid().negated().mean();
    }

    /** mean((chosen + rejected)²), to be added with a small weight: keeps rewards near zero. */
    public static Tensor centring(Tensor chosen, Tensor rejected) {
        return chosen.plus(rejected).squared().mean();
    }
}
