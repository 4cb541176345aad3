package org.maslin.train.network;

import java.util.Arrays;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Tensor;

/**
 * Rows that start at position 0 and are padded on the right, if at all: padding comes after
 * everything that counts, so causality alone hides it.
 */
public record CausalAttention(Positions positions) implements Attention {

    public static CausalAttention over(Rotary rotary, long time) {
        return new CausalAttention(rotary.range(0, time));
    }

    @Override
    public int[] stretches(int rows, int time) {
        var lengths = new int[rows];
        Arrays.fill(lengths, time);
        return lengths;
    }

    @Override
    public Tensor attend(int layer, int window, Tensor q, Tensor k, Tensor v) {
        return attend(window, q, k, v);
    }

    static Tensor attend(int window, Tensor q, Tensor k, Tensor v) {
        long heads = q.size(1);
        Tensor keys = Attention.spread(k, heads);
        Tensor values = Attention.spread(v, heads);
        return window == 0 || q.size(2) <= window
                ? Tensor.causalAttention(q, keys, values)
                : Tensor.maskedAttention(q, keys, values, band(Math.toIntExact(q.size(2)), window));
    }

    /** Who sees whom when a token sees the {@code window} tokens up to itself: boolean [T, T]. */
    private static Tensor band(int time, int window) {
        var visible = new long[time * time];
        for (int t = 0; t < time; t++) {
            for (int seen = Math.max(0, t - window + 1); seen <= t; seen++) {
                visible[t * time + seen] = 1;
            }
        }
        return Tensor.of(visible, time, time).to(ElementType.BOOLEAN);
    }
}
