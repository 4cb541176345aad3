package org.maslin.train.loss;

import org.maslin.train.tensor.Tensor;

/**
 * Log-probabilities of pairs of completions, each the sum over a completion's tokens, end token
 * included; all [n].
 *
 * @param chosenLength tokens of each chosen completion, as numbers of the same type
 * @param rejectedLength tokens of each rejected completion
 */
public record PairLogProbs(
        Tensor policyChosen,
        Tensor policyRejected,
        Tensor referenceChosen,
        Tensor referenceRejected,
        Tensor chosenLength,
        Tensor rejectedLength) {}
