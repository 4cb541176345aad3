package org.maslin.train;

import org.maslin.train.tensor.Tensor;

/**
 * Rows that start at position 0 and are padded on the right, if at all: padding comes after
 * everything that counts, so causality alone hides it.
 */
record CausalAttention(Tensor cosines, Tensor sines) implements Attention {

    static CausalAttention over(Rotary rotary, long time) {
        return new CausalAttention(
                rotary.cosines().slice(0, 0, time), rotary.sines().slice(0, 0, time));
    }

    @Override
    public Tensor attend(int layer, Tensor q, Tensor k, Tensor v) {
        long heads = q.size(1);
        return Tensor.causalAttention(q, Attention.spread(k, heads), Attention.spread(v, heads));
    }
}
