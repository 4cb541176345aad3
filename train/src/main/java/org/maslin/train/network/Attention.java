package org.maslin.train.network;

import org.jspecify.annotations.Nullable;
import org.maslin.train.tensor.Tensor;

/** Who sees whom, and where each token stands: what differs between training and sampling. */
public interface Attention {

    Positions positions();

    /**
     * Stretches of tokens, one after another through all rows, in which each sees those up to
     * itself; null where it is not so simple.
     */
    default int @Nullable [] stretches(int rows, int time) {
        return null;
    }

    /**
     * @param window how many tokens up to itself a token sees, or 0 for all
     * @param q rotated queries [B, heads, T, head size]
     * @param k rotated keys [B, key-value heads, T, head size]
     * @param v values, the shape of the keys
     * @return [B, heads, T, head size]
     */
    Tensor attend(int layer, int window, Tensor q, Tensor k, Tensor v);

    /** Keys or values of grouped heads, each given to the query heads that share it. */
    static Tensor spread(Tensor grouped, long heads) {
        long groups = grouped.size(1);
        if (groups == heads) {
            return grouped;
        }
        long rows = grouped.size(0);
        long time = grouped.size(2);
        long size = grouped.size(3);
        return grouped.insertDimension(2)
                .expand(rows, groups, heads / groups, time, size)
                .reshape(rows, heads, time, size);
    }
}
