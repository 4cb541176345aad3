package org.maslin.train;

import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Tensor;

/** Rows padded anywhere, also on the left, as an attention mask says. */
record PaddedAttention(Tensor cosines, Tensor sines, Tensor visible) implements Attention {

    /**
     * @param mask row-major [rows, time], 1 where a token counts; positions count from the first
     *     such token of a row
     */
    static PaddedAttention over(Rotary rotary, long[] mask, int rows, int time) {
        var positions = new long[mask.length];
        var visible = new long[rows * time * time];
        for (int row = 0; row < rows; row++) {
            long position = 0;
            for (int t = 0; t < time; t++) {
                int at = row * time + t;
                positions[at] = mask[at] == 1 ? position++ : 0;
                for (int seen = 0; seen <= t; seen++) {
                    // A padding token sees itself, lest its softmax be over nothing.
                    visible[at * time + seen] = mask[row * time + seen] == 1 || seen == t ? 1 : 0;
                }
            }
        }
        Tensor index = Tensor.of(positions, mask.length);
        return new PaddedAttention(
                rotary.cosines().pick(0, index).reshape(rows, 1, time, -1),
                rotary.sines().pick(0, index).reshape(rows, 1, time, -1),
                Tensor.of(visible, rows, 1, time, time).to(ElementType.BOOLEAN));
    }

    @Override
    public Tensor attend(int layer, Tensor q, Tensor k, Tensor v) {
        long heads = q.size(1);
        return Tensor.maskedAttention(
                q, Attention.spread(k, heads), Attention.spread(v, heads), visible);
    }
}
