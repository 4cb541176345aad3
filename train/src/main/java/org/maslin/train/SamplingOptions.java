package org.maslin.train;

import org.maslin.core.Seed;

/**
 * How completions are drawn.
 *
 * @param temperature 0 takes the likeliest token each time; 1 draws from the model as it is
 * @param samples completions of each prompt
 */
public record SamplingOptions(int maxTokens, double temperature, int samples, Seed seed) {

    public SamplingOptions {
        if (maxTokens < 1 || samples < 1 || !(temperature >= 0)) {
            throw new IllegalArgumentException(
                    ("The number of tokens (%d) and of samples (%d) must be at least 1,"
                                    + " the temperature (%s) at least 0.")
                            .formatted(maxTokens, samples, temperature));
        }
    }
}
