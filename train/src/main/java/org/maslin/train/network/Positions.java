package org.maslin.train.network;

import org.jspecify.annotations.Nullable;
import org.maslin.train.tensor.Tensor;

/**
 * Where tokens stand.
 *
 * @param index int64 [T], the same for all rows, or [B, T]
 * @param cosines of the rotary angles, broadcast to [B, heads, T, pairs]; null without rotation
 * @param sines the same shape
 */
public record Positions(Tensor index, @Nullable Tensor cosines, @Nullable Tensor sines) {

    /** x rotated: [B, heads, T, size], pair i being (i, i + pairs); dimensions beyond are kept. */
    Tensor rotate(Tensor x) {
        if (cosines == null || sines == null) {
            return x;
        }
        long pairs = cosines.size(-1);
        long rest = x.size(-1) - 2 * pairs;
        Tensor[] parts = rest == 0 ? x.split(-1, pairs, pairs) : x.split(-1, pairs, pairs, rest);
        Tensor first = parts[0].times(cosines).minus(parts[1].times(sines));
        Tensor second = parts[1].times(cosines).plus(parts[0].times(sines));
        return rest == 0
                ? Tensor.concatenate(-1, first, second)
                : Tensor.concatenate(-1, first, second, parts[2]);
    }
}
