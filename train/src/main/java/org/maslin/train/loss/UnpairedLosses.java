package org.maslin.train.loss;

import org.maslin.train.tensor.Tensor;

/** Losses of single completions that were liked or not. */
public final class UnpairedLosses {

    private UnpairedLosses() {}

    /**
     * KTO (Ethayarajh et al., 2024): 1 - σ(β(u - z)) for liked ones, 1 - σ(β(z - u)) for others.
     *
     * @param ratios u = log π(y|x) - log π_ref(y|x), [n]
     * @param signs 1 for liked ones, -1 for others, [n]
     * @param z what the policy is from its reference on mismatched completions, at least 0
     * @return [n]
     */
    public static Tensor kto(Tensor ratios, Tensor signs, double z, double beta) {
        return ratios.minus(z).times(signs).times(beta).sigmoid().negated().plus(1);
    }

    /** The same without z, but σ(βu) for those not liked: 1 - σ(βu) and σ(βu), [n]. */
    public static Tensor apoZero(Tensor ratios, Tensor signs, double beta) {
        return ratios.times(signs).times(beta).sigmoid().negated().plus(1);
    }

    /**
     * BCO (Jung et al., 2024): -log σ(βu - δ) for liked ones, -log σ(δ - βu) for others, [n].
     *
     * @param shift δ, the running mean of all rewards βu so far
     */
    public static Tensor bco(Tensor ratios, Tensor signs, double shift, double beta) {
        return ratios.times(beta).minus(shift).times(signs).logSigmoid().negated();
    }
}
