package org.maslin.train;

import java.util.Map;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/** What is logged of a step's tokens: entropy and how often the likeliest one was right. */
final class TokenFigures {

    private double entropy;
    private double right;
    private double tokens;

    /**
     * @param logits [n, vocabulary]
     * @param targets int64 [n]
     */
    void add(Tensor logits, Tensor targets) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Tensor logProbs = logits.detached().logSoftmax(-1);
            entropy -= logProbs.exp().dot(logProbs);
            long[] likeliest = logits.indexOfLargest(-1).longs();
            long[] wanted = targets.longs();
            for (int i = 0; i < wanted.length; i++) {
                right += likeliest[i] == wanted[i] ? 1 : 0;
            }
            tokens += wanted.length;
        }
    }

    void putEntropy(Map<String, Double> figures) {
        figures.put("entropy", entropy / Math.max(1, tokens));
    }

    void putAll(Map<String, Double> figures) {
        putEntropy(figures);
        figures.put("mean_token_accuracy", right / Math.max(1, tokens));
    }
}
