package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import org.maslin.train.loss.TokenLosses;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * The loss of tokens, some at a time: their scores of the whole vocabulary, which are larger than
 * all else, are made, used for the way back and freed before the next ones are. The same sums as in
 * one piece, in little memory that stays near the processor.
 */
final class VocabularyChunks {

    static final int TOKENS = 256;

    private VocabularyChunks() {}

    /**
     * Adds the gradients of the loss of a batch to those of all parameters.
     *
     * @param normaliser what the tokens of the whole step count
     * @return the loss
     */
    static double backward(
            Pass pass,
            TokenBatch tokens,
            TrainingConfig.Supervised wanted,
            double normaliser,
            TokenFigures figures) {
        return backward(pass, tokens, wanted, normaliser, figures, TOKENS);
    }

    /** The same, so many tokens at a time. */
    static double backward(
            Pass pass,
            TokenBatch tokens,
            TrainingConfig.Supervised wanted,
            double normaliser,
            TokenFigures figures,
            int atOnce) {
        Tensor hidden = tokens.hidden(pass);
        List<Tensor> gradients = new ArrayList<>();
        double loss = 0;
        for (long at = 0; at < tokens.counted(); at += atOnce) {
            long n = Math.min(atOnce, tokens.counted() - at);
            try (Scope scope = Scope.open()) {
                Tensor input = hidden.detached().slice(0, at, n).asLeaf();
                Tensor logProbs = pass.network().logits(input).logSoftmax(-1);
                Tensor nll = logProbs.negativeAt(tokens.targets().slice(0, at, n));
                Tensor weights = tokens.weights().slice(0, at, n);
                Tensor part =
                        wanted.dynamic()
                                ? TokenLosses.dynamic(nll, weights, normaliser)
                                : TokenLosses.negativeLogLikelihood(nll, weights, normaliser);
                part.backward();
                loss += part.item();
                figures.add(logProbs, nll);
                gradients.add(scope.keep(input.gradient()));
            }
        }
        Tensor gradient = Tensor.concatenate(0, gradients.toArray(Tensor[]::new));
        gradients.forEach(Tensor::close);
        pass.backward(hidden, gradient);
        return loss;
    }
}
