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

    /**
     * -p log σ(x) - (1 - p) log σ(-x) with x = chosen - rejected - margin: the same for choices
     * that are not certain; a tie is p = ½.
     *
     * @param share p of each pair, [n]
     * @return [n]
     */
    public static Tensor soft(Tensor chosen, Tensor rejected, Tensor margin, Tensor share) {
        Tensor x = chosen.minus(rejected).minus(margin);
        Tensor right = x.logSigmoid().times(share);
        Tensor wrong = x.negated().logSigmoid().times(share.negated().plus(1));
        return right.plus(wrong).negated();
    }

    /** mean((chosen + rejected)²), to be added with a small weight: keeps rewards near zero. */
    public static Tensor centring(Tensor chosen, Tensor rejected) {
        return chosen.plus(rejected).squared().mean();
    }
}
