package org.maslin.train;

import java.util.List;
import org.maslin.core.Seed;

/**
 * How completions are drawn.
 *
 * @param temperature 0 takes the likeliest token each time; 1 draws from the model as it is
 * @param samples completions of each prompt
 * @param topK only so many likeliest tokens are drawn from; 0 for all
 * @param topP only the likeliest tokens that together have this share
 * @param minP only tokens at least this fraction as likely as the likeliest
 * @param presencePenalty taken from the logit of each token that the completion has already
 * @param frequencyPenalty taken from it each time that it has it
 * @param stops texts before which a completion ends
 */
public record SamplingOptions(
        int maxTokens,
        double temperature,
        int samples,
        int topK,
        double topP,
        double minP,
        double presencePenalty,
        double frequencyPenalty,
        List<String> stops,
        Seed seed) {

    public SamplingOptions(
            int maxTokens,
            double temperature,
            int samples,
            int topK,
            double topP,
            double minP,
            List<String> stops,
            Seed seed) {
        this(maxTokens, temperature, samples, topK, topP, minP, 0, 0, stops, seed);
    }

    public SamplingOptions(int maxTokens, double temperature, int samples, Seed seed) {
        this(maxTokens, temperature, samples, 0, 1, 0, List.of(), seed);
    }

    public SamplingOptions {
        if (maxTokens < 1 || samples < 1 || !(temperature >= 0)) {
            throw new IllegalArgumentException(
                    ("The number of tokens (%d) and of samples (%d) must be at least 1,"
                                    + " the temperature (%s) at least 0.")
                            .formatted(maxTokens, samples, temperature));
        }
        if (topK < 0 || !(topP > 0 && topP <= 1) || !(minP >= 0 && minP <= 1)) {
            throw new IllegalArgumentException(
                    ("top-k (%d) must not be negative, top-p (%s) above 0 and at most 1,"
                                    + " min-p (%s) between 0 and 1.")
                            .formatted(topK, topP, minP));
        }
        stops = List.copyOf(stops);
    }

    boolean penalises() {
        return presencePenalty != 0 || frequencyPenalty != 0;
    }

    /** Whether every token can be drawn. */
    boolean drawsFromAll() {
        return topK == 0 && topP == 1 && minP == 0;
    }
}
