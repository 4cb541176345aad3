package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import org.maslin.train.loss.TokenLosses;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * The loss of tokens, some at a time: their scores of the whole vocabulary, which are larger than
 * all else, are made, used for the way back and freed before the next ones are. The same sums as in
 * one piece, in little memory that stays near the processor. The gradient of a score is the share
 * that it gives its token, less one at the target, times that of the token's loss; the shares are
 * there already, so the softmax is not recorded.
 */
final class VocabularyChunks {

    static final int TOKENS = 256;

    private VocabularyChunks() {}

    /**
     * What scores [n, vocabulary] say of the tokens, without gradients.
     *
     * @param all the softmax of each row [n, vocabulary]
     * @param best the largest score of each row [n, 1]
     * @param total log Σ exp of each row [n, 1]
     * @param wanted the score of the target [n, 1]
     */
    record Shares(Tensor all, Tensor best, Tensor total, Tensor wanted) {

        /**
         * The largest share of a row is exp(best) / Σ exp, so no second pass is needed for the sum.
         *
         * @param targets int64 [n, 1]
         */
        static Shares of(Tensor logits, Tensor targets) {
            Tensor all = logits.softmax(-1);
            Tensor best = logits.largest(-1).insertDimension(-1);
            Tensor total = best.minus(all.largest(-1).insertDimension(-1).log());
            return new Shares(all, best, total, logits.gather(targets));
        }

        /** -log share of the target: [n]. */
        Tensor nll() {
            return total.minus(wanted).reshape(-1);
        }

        /**
         * The gradient of the scores, in the place of {@link #all}.
         *
         * @param ofNll the gradient of {@link #nll}
         */
        Tensor gradient(Tensor ofNll, Tensor targets) {
            Tensor factor = ofNll.insertDimension(-1);
            all.timesInPlace(factor);
            all.plusAtInPlace(targets, factor.negated());
            return all;
        }
    }

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
                Tensor logits = pass.network().logits(input);
                Tensor targets = tokens.targets().slice(0, at, n).insertDimension(-1);
                Shares shares = Shares.of(logits.detached(), targets);
                Tensor nll = shares.nll().asLeaf();
                Tensor weights = tokens.weights().slice(0, at, n);
                Tensor part =
                        wanted.dynamic()
                                ? TokenLosses.dynamic(nll, weights, normaliser)
                                : TokenLosses.negativeLogLikelihood(nll, weights, normaliser);
                part.backward();
                loss += part.item();
                figures.add(shares, logits.detached());
                logits.backward(shares.gradient(nll.gradient(), targets));
                gradients.add(scope.keep(input.gradient()));
            }
        }
        Tensor gradient = Tensor.concatenate(0, gradients.toArray(Tensor[]::new));
        gradients.forEach(Tensor::close);
        pass.backward(hidden, gradient);
        return loss;
    }
}
