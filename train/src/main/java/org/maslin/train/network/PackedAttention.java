package org.maslin.train.network;

import java.util.Arrays;
import org.maslin.train.tensor.Tensor;

/**
 * Documents one after another in a single row. Each is attended by itself, so that none can see
 * another, and positions start anew with each.
 */
public final class PackedAttention implements Attention {

    private final Positions positions;
    private final long[] lengths;

    private PackedAttention(Positions positions, long[] lengths) {
        this.positions = positions;
        this.lengths = lengths;
    }

    /**
     * @param lengths tokens of each document, which together fill the row
     */
    public static PackedAttention over(Rotary rotary, long... lengths) {
        int time = Math.toIntExact(Arrays.stream(lengths).sum());
        var positions = new long[time];
        int at = 0;
        for (long length : lengths) {
            for (int t = 0; t < length; t++) {
                positions[at++] = t;
            }
        }
        return new PackedAttention(rotary.of(positions, 1, time), lengths.clone());
    }

    @Override
    public Positions positions() {
        return positions;
    }

    @Override
    public int[] stretches(int rows, int time) {
        return Arrays.stream(lengths).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public Tensor attend(int layer, int window, Tensor q, Tensor k, Tensor v) {
        Tensor[] queries = q.split(2, lengths);
        Tensor[] keys = k.split(2, lengths);
        Tensor[] values = v.split(2, lengths);
        var mixed = new Tensor[lengths.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = CausalAttention.attend(window, queries[i], keys[i], values[i]);
        }
        return Tensor.concatenate(2, mixed);
    }
}
