package org.maslin.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of products over arrays, on whole vector registers. A matrix is packed in panels of as many
 * outputs as four registers hold: [panels][inputs][outputs of a panel], so that one pass reads it
 * once for four rows. Each output is summed in the order of the inputs, however many rows there
 * are, so that a row's result does not depend on its company.
 */
final class VectorKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int PANEL = 4 * L;

    private VectorKernels() {}

    /** The matrix [outputs, inputs] in panels; missing outputs are zero. */
    static float[] packed(float[] matrix, int outputs, int inputs) {
        int panels = (outputs + PANEL - 1) / PANEL;
        // A pair of panels is read at once, so there is an even number of them.
        var packed = new float[(panels + panels % 2) * PANEL * inputs];
        for (int o = 0; o < outputs; o++) {
            int at = o / PANEL * PANEL * inputs + o % PANEL;
            for (int i = 0; i < inputs; i++, at += PANEL) {
                packed[at] = matrix[o * inputs + i];
            }
        }
        return packed;
    }

    /** The width of a row of outputs, a whole pair of panels. */
    static int padded(int outputs) {
        int panels = (outputs + PANEL - 1) / PANEL;
        return (panels + panels % 2) * PANEL;
    }

    /**
     * y = x Wᵀ.
     *
     * @param x [rows to a multiple of four, inputs]
     * @param w packed
     * @param y [the same, padded outputs]
     */
    static void multiply(float[] x, int rows, int inputs, float[] w, float[] y, int width) {
        int row = 0;
        for (; row + 1 < rows; row += 4) {
            four(x, row * inputs, inputs, w, y, row * width, width);
        }
        for (; row < rows; row++) {
            one(x, row * inputs, inputs, w, y, row * width, width);
        }
    }

    private static void one(
            float[] x, int from, int inputs, float[] w, float[] y, int to, int width) {
        int other = inputs * PANEL;
        for (int o = 0, p = 0; o < width; o += 2 * PANEL, p += other) {
            FloatVector a = FloatVector.zero(S);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            FloatVector e = a;
            FloatVector f = a;
            FloatVector g = a;
            FloatVector h = a;
            for (int i = 0; i < inputs; i++, p += PANEL) {
                FloatVector v = FloatVector.broadcast(S, x[from + i]);
                a = v.fma(FloatVector.fromArray(S, w, p), a);
                b = v.fma(FloatVector.fromArray(S, w, p + L), b);
                c = v.fma(FloatVector.fromArray(S, w, p + 2 * L), c);
                d = v.fma(FloatVector.fromArray(S, w, p + 3 * L), d);
                e = v.fma(FloatVector.fromArray(S, w, p + other), e);
                f = v.fma(FloatVector.fromArray(S, w, p + other + L), f);
                g = v.fma(FloatVector.fromArray(S, w, p + other + 2 * L), g);
                h = v.fma(FloatVector.fromArray(S, w, p + other + 3 * L), h);
            }
            int q = to + o;
            store(y, q, a, b, c, d);
            store(y, q + PANEL, e, f, g, h);
        }
    }

    private static void store(
            float[] y, int at, FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
        a.intoArray(y, at);
        b.intoArray(y, at + L);
        c.intoArray(y, at + 2 * L);
        d.intoArray(y, at + 3 * L);
    }

    private static void four(
            float[] x, int from, int inputs, float[] w, float[] y, int to, int width) {
        for (int o = 0, p = 0; o < width; o += PANEL) {
            FloatVector z = FloatVector.zero(S);
            FloatVector a0 = z;
            FloatVector b0 = z;
            FloatVector c0 = z;
            FloatVector d0 = z;
            FloatVector a1 = z;
            FloatVector b1 = z;
            FloatVector c1 = z;
            FloatVector d1 = z;
            FloatVector a2 = z;
            FloatVector b2 = z;
            FloatVector c2 = z;
            FloatVector d2 = z;
            FloatVector a3 = z;
            FloatVector b3 = z;
            FloatVector c3 = z;
            FloatVector d3 = z;
            for (int i = 0; i < inputs; i++, p += PANEL) {
                FloatVector wa = FloatVector.fromArray(S, w, p);
                FloatVector wb = FloatVector.fromArray(S, w, p + L);
                FloatVector wc = FloatVector.fromArray(S, w, p + 2 * L);
                FloatVector wd = FloatVector.fromArray(S, w, p + 3 * L);
                FloatVector v = FloatVector.broadcast(S, x[from + i]);
                a0 = v.fma(wa, a0);
                b0 = v.fma(wb, b0);
                c0 = v.fma(wc, c0);
                d0 = v.fma(wd, d0);
                v = FloatVector.broadcast(S, x[from + inputs + i]);
                a1 = v.fma(wa, a1);
                b1 = v.fma(wb, b1);
                c1 = v.fma(wc, c1);
                d1 = v.fma(wd, d1);
                v = FloatVector.broadcast(S, x[from + 2 * inputs + i]);
                a2 = v.fma(wa, a2);
                b2 = v.fma(wb, b2);
                c2 = v.fma(wc, c2);
                d2 = v.fma(wd, d2);
                v = FloatVector.broadcast(S, x[from + 3 * inputs + i]);
                a3 = v.fma(wa, a3);
                b3 = v.fma(wb, b3);
                c3 = v.fma(wc, c3);
                d3 = v.fma(wd, d3);
            }
            int q = to + o;
            store(y, q, a0, b0, c0, d0);
            store(y, q + width, a1, b1, c1, d1);
            store(y, q + 2 * width, a2, b2, c2, d2);
            store(y, q + 3 * width, a3, b3, c3, d3);
        }
    }

    static float squares(float[] x, int from, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= n; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, from + i);
            sum = v.fma(v, sum);
        }
        float total = lanes(sum);
        for (; i < n; i++) {
            total += x[from + i] * x[from + i];
        }
        return total;
    }

    /** The sum of all lanes in their order: a reduction's own order is nobody's promise. */
    static float lanes(FloatVector v) {
        float sum = 0;
        for (float lane : v.toArray()) {
            sum += lane;
        }
        return sum;
    }

    /**
     * e^x to a unit or two of the last place, by the same exact operations in registers as {@link
     * FastExp}: what a compiler puts for an exponential differs from what an interpreter does.
     */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(FastExp.LEAST).min(FastExp.MOST);
        FloatVector shifted =
                bounded.fma(
                        FloatVector.broadcast(S, FastExp.LOG2_E),
                        FloatVector.broadcast(S, FastExp.SHIFT));
        FloatVector n = shifted.sub(FastExp.SHIFT);
        FloatVector r = n.fma(FloatVector.broadcast(S, -FastExp.LN2_HIGH), bounded);
        r = n.fma(FloatVector.broadcast(S, -FastExp.LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(S, FastExp.TERMS[0]);
        for (int i = 1; i < FastExp.TERMS.length; i++) {
            p = p.fma(r, FloatVector.broadcast(S, FastExp.TERMS[i]));
        }
        var power =
                shifted.reinterpretAsInts()
                        .sub(FastExp.SHIFT_BITS)
                        .add(FastExp.BIAS)
                        .lanewise(VectorOperators.LSHL, FastExp.MANTISSA)
                        .reinterpretAsFloats();
        return p.mul(power);
    }

    /** y += a · x. */
    static void add(float a, float[] x, int from, float[] y, int to, int n) {
        FloatVector v = FloatVector.broadcast(S, a);
        int i = 0;
        for (; i + L <= n; i += L) {
            v.fma(FloatVector.fromArray(S, x, from + i), FloatVector.fromArray(S, y, to + i))
                    .intoArray(y, to + i);
        }
        for (; i < n; i++) {
            y[to + i] = Math.fma(a, x[from + i], y[to + i]);
        }
    }

    /** y = silu(gate) · up. */
    static void gated(float[] x, int gate, int up, float[] y, int to, int n) {
        int i = 0;
        for (; i + L <= n; i += L) {
            FloatVector g = FloatVector.fromArray(S, x, gate + i);
            FloatVector e = exp(g.neg()).add(1f);
            g.div(e).mul(FloatVector.fromArray(S, x, up + i)).intoArray(y, to + i);
        }
        for (; i < n; i++) {
            float g = x[gate + i];
            y[to + i] = g / (FastExp.of(-g) + 1) * x[up + i];
        }
    }

    /** x = softmax(scale · x) over n entries. */
    static void softmax(float[] x, int n, float scale) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[i]);
        }
        float sum = 0;
        int i = 0;
        FloatVector all = FloatVector.zero(S);
        for (; i + L <= n; i += L) {
            FloatVector e = exp(FloatVector.fromArray(S, x, i).sub(max).mul(scale));
            e.intoArray(x, i);
            all = all.add(e);
        }
        sum = lanes(all);
        for (; i < n; i++) {
            x[i] = FastExp.of((x[i] - max) * scale);
            sum += x[i];
        }
        for (i = 0; i < n; i++) {
            x[i] /= sum;
        }
    }
}
