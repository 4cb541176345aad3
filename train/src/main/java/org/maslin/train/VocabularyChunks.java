package org.maslin.train;

import java.util.ArrayList;
import java.util.Arrays;
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
        int atOnce = Vocabulary.tokens(pass.network().config().vocabularySize());
        return backward(pass, tokens, wanted, normaliser, figures, atOnce);
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
        var vocabulary = new Vocabulary(pass.network());
        long[] targets = tokens.targets().longs();
        List<Tensor> gradients = new ArrayList<>();
        double loss = 0;
        for (int at = 0; at < targets.length; at += atOnce) {
            int n = Math.min(atOnce, targets.length - at);
            try (Scope scope = Scope.open()) {
                Tensor some = hidden.detached().slice(0, at, n);
                Shares shares = vocabulary.shares(some, Arrays.copyOfRange(targets, at, at + n), 1);
                Tensor logProbs = Tensor.of(shares.logProbs(), n).asLeaf();
                Tensor weights = tokens.weights().slice(0, at, n);
                Tensor part =
                        wanted.dynamic()
                                ? TokenLosses.dynamic(logProbs.negated(), weights, normaliser)
                                : TokenLosses.negativeLogLikelihood(
                                        logProbs.negated(), weights, normaliser);
                part.backward();
                loss += part.item();
                figures.add(shares);
                gradients.add(
                        scope.keep(vocabulary.back(some, shares, logProbs.gradient().floats())));
            }
        }
        Tensor gradient = Tensor.concatenate(0, gradients.toArray(Tensor[]::new));
        gradients.forEach(Tensor::close);
        pass.backward(hidden, gradient);
        return loss;
    }
}
