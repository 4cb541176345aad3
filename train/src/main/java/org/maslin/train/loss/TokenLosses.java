package org.maslin.train.loss;

import org.maslin.train.tensor.Tensor;

/** Losses of single tokens. */
public final class TokenLosses {

    private TokenLosses() {}

    /**
     * Weighted negative log-likelihood: Σ weight · nll / normaliser. The normaliser is the weight
     * of the whole accumulated batch, not of this part, so that splitting a batch changes nothing.
     *
     * @param nll [n], -log p of each token
     * @param weights [n]
     */
    public static Tensor negativeLogLikelihood(Tensor nll, Tensor weights, double normaliser) {
        return nll.times(weights).sum().times(1 / normaliser);
    }

    /**
     * Dynamic fine-tuning (Wu et al., 2025): each token's loss is weighted by its own probability,
     * which takes no gradient.
     */
    public static Tensor dynamic(Tensor nll, Tensor weights, double normaliser) {
        Tensor probability = nll.detached().negated().exp();
        return nll.times(probability).times(weights).sum().times(1 / normaliser);
    }
}
