package org.maslin.train;

import java.util.List;

/**
 * Hears each token of a completion as it is drawn, the end too. What it throws ends the drawing.
 */
@FunctionalInterface
public interface TokenListener {

    /**
     * A token and log p of it under the model as it is, at temperature 1.
     *
     * @param token its id
     */
    record Chance(long token, double logProb) {}

    /**
     * @param likeliest so many as {@link #alternatives} says, the likeliest first
     */
    void drawn(Chance drawn, List<Chance> likeliest);

    /** How many of the likeliest tokens are wanted with each that is drawn. */
    default int alternatives() {
        return 0;
    }
}
