package org.maslin.train;

import org.jspecify.annotations.Nullable;
import org.maslin.train.network.Decoder;

/**
 * Makes the engines that draw a network's completions: the fast one where the processor's vectors
 * and the network allow it, else the plain one. The network's weights are taken as they are when
 * the first engine is made.
 */
final class Engines {

    private final Decoder network;
    private @Nullable PackedDecoder packed;
    private boolean tried;

    Engines(Decoder network) {
        this.network = network;
    }

    Decoder network() {
        return network;
    }

    /**
     * @param capacity tokens of a row at most
     */
    Engine of(int rows, int capacity) {
        if (!tried) {
            packed = PackedDecoder.of(network);
            tried = true;
        }
        return packed != null && VectorEngine.suits(network, capacity)
                ? new VectorEngine(network, packed, rows, capacity)
                : new Engine.Plain(network, rows, capacity);
    }
}
