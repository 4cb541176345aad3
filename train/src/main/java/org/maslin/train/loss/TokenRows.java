package org.maslin.train.loss;

import org.maslin.train.tensor.Tensor;

/**
 * Which row each of n tokens belongs to; only tokens that count are there.
 *
 * @param rowOf int64 [n]
 * @param rows how many rows there are
 */
public record TokenRows(Tensor rowOf, int rows) {

    /** Sums of n values by row: [rows]. */
    public Tensor sums(Tensor values) {
        return values.sumByGroup(rowOf, rows);
    }

    /** The tokens of each row [rows], as numbers of the type of {@code values} [n], at least 1. */
    public Tensor lengths(Tensor values) {
        Tensor ones = values.detached().times(0).plus(1);
        return sums(ones).clamped(1, Double.POSITIVE_INFINITY);
    }

    /** Means of n values by row: [rows]. */
    public Tensor means(Tensor values) {
        return sums(values).dividedBy(lengths(values));
    }

    /** To each token what its row has: [rows] to [n]. */
    public Tensor spread(Tensor perRow) {
        return perRow.pick(0, rowOf);
    }
}
