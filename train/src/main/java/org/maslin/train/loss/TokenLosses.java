package org.maslin.train.loss;

import org.maslin.train.tensor.Tensor;

/** Losses of single tokens. */
public final class TokenLosses {

    private TokenLosses() {}

    /**
     * Weighted negative log-likelihood: Σ weight · nll / normaliser. The normaliser is the weight
     * of the whole accumulated batch, not of this part, so that splitting a batch changes nothing.
     *
     * @param logits [n, vocabulary]
     * @param targets int64 [n]
     * @param weights [n]
     */
    public static Tensor negativeLogLikelihood(
            Tensor logits, Tensor targets, Tensor weights, double normaliser) {
        return logits.crossEntropy(targets).times(weights).sum().times(1 / normaliser);
    }
}
