package org.maslin.train;

import java.util.Map;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/** What is logged of a step's tokens: entropy and how often the likeliest one was right. */
final class TokenFigures {

    private double entropy;
    private double right;
    private double tokens;

    /**
     * @param logits [n, vocabulary], what the shares are those of
     */
    void add(VocabularyChunks.Shares shares, Tensor logits) {
        try (Scope scope = Scope.open()) {
            entropy += shares.total().sum().item() - shares.all().dot(logits);
            right += shares.best().atMost(shares.wanted()).to(ElementType.FLOAT32).sum().item();
            tokens += logits.size(0);
        }
    }

    /** Makes these the figures of all workers. */
    void sum(Team team) {
        double[] sums = team.sum(new double[] {entropy, right, tokens});
        entropy = sums[0];
        right = sums[1];
        tokens = sums[2];
    }

    void putAll(Map<String, Double> figures) {
        figures.put("entropy", entropy / Math.max(1, tokens));
        figures.put("mean_token_accuracy", right / Math.max(1, tokens));
    }
}
