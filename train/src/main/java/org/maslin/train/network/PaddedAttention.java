package org.maslin.train.network;

import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Tensor;

/** Rows padded anywhere, also on the left, as an attention mask says. */
public final class PaddedAttention implements Attention {

    private final Positions positions;
    private final long[] mask;
    private final int rows;
    private final int time;

    private PaddedAttention(Positions positions, long[] mask, int rows, int time) {
        this.positions = positions;
        this.mask = mask;
        this.rows = rows;
        this.time = time;
    }

    /**
     * @param mask row-major [rows, time], 1 where a token counts; positions count from the first
     *     such token of a row
     */
    public static PaddedAttention over(Rotary rotary, long[] mask, int rows, int time) {
        var positions = new long[mask.length];
        for (int row = 0; row < rows; row++) {
            long position = 0;
            for (int t = 0; t < time; t++) {
                int at = row * time + t;
                positions[at] = mask[at] == 1 ? position++ : 0;
            }
        }
        return new PaddedAttention(rotary.of(positions, rows, time), mask, rows, time);
    }

    /** The same, but with positions that count from the start of the row, padding included. */
    public static PaddedAttention countingPadding(Rotary rotary, long[] mask, int rows, int time) {
        return new PaddedAttention(rotary.range(0, time), mask, rows, time);
    }

    @Override
    public Positions positions() {
        return positions;
    }

    @Override
    public Tensor attend(int layer, int window, Tensor q, Tensor k, Tensor v) {
        long heads = q.size(1);
        return Tensor.maskedAttention(
                q, Attention.spread(k, heads), Attention.spread(v, heads), visible(window));
    }

    private Tensor visible(int window) {
        var sees = new long[rows * time * time];
        for (int at = 0; at < mask.length; at++) {
            int row = at / time;
            int t = at % time;
            for (int seen = window == 0 ? 0 : Math.max(0, t - window + 1); seen <= t; seen++) {
                // A padding token sees itself, lest its softmax be over nothing.
                sees[at * time + seen] = mask[row * time + seen] == 1 || seen == t ? 1 : 0;
            }
        }
        return Tensor.of(sees, rows, 1, time, time).to(ElementType.BOOLEAN);
    }
}
