package org.maslin.train;

import org.maslin.train.network.Decoder;

/** Chooses the engine that draws completions. */
final class Engines {

    private Engines() {}

    /**
     * @param samples by which each row will be repeated
     * @param capacity tokens of a row at most
     */
    static Engine of(Decoder network, int rows, int samples, int capacity) {
        return new Engine.Plain(network, rows, capacity);
    }
}
