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
     * @param logProbs [n, vocabulary], what the loss was computed from
     * @param nll [n], minus the entries at the targets
     */
    void add(Tensor logProbs, Tensor nll) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Tensor all = logProbs.detached();
            entropy -= all.exp().dot(all);
            float[] likeliest = all.largest(-1).floats();
            float[] wanted = nll.detached().floats();
            for (int i = 0; i < wanted.length; i++) {
                right += -wanted[i] >= likeliest[i] ? 1 : 0;
            }
            tokens += wanted.length;
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
