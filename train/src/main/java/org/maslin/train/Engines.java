package org.maslin.train;

import org.jspecify.annotations.Nullable;
import org.maslin.train.network.Decoder;

/**
 * Makes the engines that draw a network's completions: the fast one where the processor's vectors
 * and the network allow it, else the plain one. The network's weights are taken as they are when
 * the first engine is made, and again once they are said to have changed.
 */
final class Engines {

    private Decoder network;
    private @Nullable PackedDecoder packed;
    private boolean tried;
    private boolean changed;

    Engines(Decoder network) {
        this.network = network;
    }

    Decoder network() {
        return network;
    }

    /**
     * Engines made before are no longer to be used.
     *
     * @param network of the same shape, its weights as they are now
     */
    void renew(Decoder network) {
        this.network = network;
        changed = true;
    }

    /**
     * @param capacity tokens of a row at most
     */
    Engine of(int rows, int capacity) {
        if (!tried) {
            packed = PackedDecoder.of(network);
            tried = true;
        } else if (changed && packed != null) {
            packed = packed.again(network);
        }
        changed = false;
        return packed != null && VectorEngine.suits(network, capacity)
                ? new VectorEngine(network, packed, rows, capacity)
                : new Engine.Plain(network, rows, capacity);
    }
}
