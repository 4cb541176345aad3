package org.maslin.train;

import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Lanes;
import org.maslin.train.tensor.Processor;
import org.maslin.train.tensor.Tensor;

/**
 * Products of matrices of 32 bits, whose factors and results may be rounded to 16 (bfloat16). Sums
 * are of 32 bits either way. Where the processor multiplies 16 bits by itself, libtorch's threads
 * share the work; elsewhere, {@link Lanes} do.
 *
 * @param rounded whether factors and results are
 * @param narrow whether rounded factors are kept in 16 bits, not widened again
 */
record Products(boolean rounded, boolean narrow) {

    /** Those of an element type on this machine. */
    static Products of(ElementType type) {
        boolean rounded = type == ElementType.BFLOAT16;
        return new Products(rounded, rounded && Processor.multipliesBf16());
    }

    /** What may be multiplied, of numbers of any type. */
    Tensor factor(Tensor x) {
        if (!rounded) {
            return x.to(ElementType.FLOAT32);
        }
        Tensor factor = x.to(ElementType.BFLOAT16);
        return narrow ? factor : factor.to(ElementType.FLOAT32);
    }

    /**
     * @param a factor [n, k]
     * @param b factor [k, m]
     * @return float32 [n, m]
     */
    Tensor of(Tensor a, Tensor b) {
        if (narrow) {
            return a.matmul(b).to(ElementType.FLOAT32);
        }
        Tensor out = Tensor.empty(a.size(0), b.size(1));
        Lanes.share(
                a.size(0),
                (first, rows) -> {
                    Tensor part = out.slice(0, first, rows);
                    part.productInPlace(a.slice(0, first, rows), b);
                    if (rounded) {
                        part.copyInPlace(part.to(ElementType.BFLOAT16));
                    }
                });
        return out;
    }

    /**
     * Adds aᵀ b to a sum.
     *
     * @param sum float32 [n, m]
     * @param a factor [k, n]
     * @param b factor [k, m]
     */
    void add(Tensor sum, Tensor a, Tensor b) {
        if (rounded) {
            sum.plusInPlace(of(a.transpose(0, 1), b));
            return;
        }
        Lanes.share(
                sum.size(0),
                (first, rows) ->
                        sum.slice(0, first, rows)
                                .plusProductInPlace(a.slice(1, first, rows).transpose(0, 1), b));
    }
}
