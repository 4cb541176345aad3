package org.maslin.train;

import java.util.List;

/**
 * A completion that was drawn.
 *
 * @param key the prompt's key
 * @param sample which completion of its prompt it is, from 0
 * @param finished whether the model ended it; otherwise the number of tokens did
 * @param logProbs of each token, the end included, under the model at temperature 1
 */
public record Completion(
        String key, int sample, String text, boolean finished, List<Double> logProbs) {

    public Completion {
        logProbs = List.copyOf(logProbs);
    }

    /** log p(completion | prompt). */
    public double logProb() {
        return logProbs.stream().mapToDouble(Double::doubleValue).sum();
    }
}
