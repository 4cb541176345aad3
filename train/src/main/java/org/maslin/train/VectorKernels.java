package org.maslin.train;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of products over arrays, on whole vector registers. A matrix is packed in panels of as many
 * outputs as two registers hold: [panels][inputs][outputs of a panel]. A panel is multiplied with
 * all rows, eight at a time, before the next one is read from afar. Each output is summed in the
 * order of the inputs, however many rows there are, so that a row's result does not depend on its
 * company.
 */
final class VectorKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /** Outputs of a panel. */
    static final int PANEL = 2 * L;

    private static final int PANELS_AT_ONCE = 4;

    /** Rows that a panel is multiplied with at once. */
    static final int ROWS_AT_ONCE = 8;

    /** How many numbers after the last {@link #scores} and {@link #mixture} read and write. */
    static final int SLACK = 4 * L;

    private VectorKernels() {}

    /**
     * Puts a matrix among the panels, as their outputs from {@code first}.
     *
     * @param matrix float32 [outputs, inputs]
     * @param panels [padded outputs · inputs], zero where there are no outputs
     */
    static void pack(MemorySegment matrix, float[] panels, int first, int inputs) {
        int outputs = Math.toIntExact(matrix.byteSize() / Float.BYTES / inputs);
        for (int o = 0; o < outputs; o += PANEL) {
            for (int i = 0; i < inputs; i += PANEL) {
                int end = Math.min(o + PANEL, outputs);
                packSquare(matrix, o, end, i, panels, first, inputs);
            }
        }
    }

    private static void packSquare(
            MemorySegment matrix,
            int start,
            int end,
            int input,
            float[] panels,
            int first,
            int inputs) {
        int count = Math.min(PANEL, inputs - input);
        for (int o = start; o < end; o++) {
            int place = first + o;
            int at = place / PANEL * PANEL * inputs + place % PANEL + input * PANEL;
            long from = (long) o * inputs + input;
            for (int j = 0; j < count; j++) {
                panels[at + j * PANEL] = matrix.getAtIndex(FLOAT, from + j);
            }
        }
    }

    /** The width of a row of outputs: whole panels, and as many as are read at once. */
    static int padded(int outputs) {
        int together = PANELS_AT_ONCE * PANEL;
        return (outputs + together - 1) / together * together;
    }

    /** How many rows arrays have room for where {@code rows} are multiplied. */
    static int paddedRows(int rows) {
        return (rows + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE * ROWS_AT_ONCE;
    }

    /**
     * y = x Wᵀ.
     *
     * @param x [padded rows, inputs]
     * @param w packed
     * @param y [padded rows, padded outputs]
     */
    static void multiply(float[] x, int rows, int inputs, float[] w, float[] y, int width) {
        int together = rows % ROWS_AT_ONCE == 1 ? rows - 1 : rows;
        for (int o = 0; together > 0 && o < width; o += PANEL) {
            for (int row = 0; row < together; row += ROWS_AT_ONCE) {
                eight(x, row * inputs, inputs, inputs, w, o * inputs, y, row * width + o, width);
            }
        }
        if (together < rows) {
            one(x, together * inputs, inputs, w, y, together * width, width);
        }
    }

    private static void one(
            float[] x, int from, int inputs, float[] w, float[] y, int to, int width) {
        int panel = inputs * PANEL;
        for (int o = 0, p = 0; o < width; o += PANELS_AT_ONCE * PANEL) {
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
                c = v.fma(FloatVector.fromArray(S, w, p + panel), c);
                d = v.fma(FloatVector.fromArray(S, w, p + panel + L), d);
                e = v.fma(FloatVector.fromArray(S, w, p + 2 * panel), e);
                f = v.fma(FloatVector.fromArray(S, w, p + 2 * panel + L), f);
                g = v.fma(FloatVector.fromArray(S, w, p + 3 * panel), g);
                h = v.fma(FloatVector.fromArray(S, w, p + 3 * panel + L), h);
            }
            p += (PANELS_AT_ONCE - 1) * panel;
            store(y, to + o, a, b);
            store(y, to + o + PANEL, c, d);
            store(y, to + o + 2 * PANEL, e, f);
            store(y, to + o + 3 * PANEL, g, h);
        }
    }

    private static void store(float[] y, int at, FloatVector a, FloatVector b) {
        a.intoArray(y, at);
        b.intoArray(y, at + L);
    }

    /**
     * One panel with eight rows.
     *
     * @param stride from one row of x to the next
     * @param panel where it begins
     * @param width from one row of y to the next
     */
    static void eight(
            float[] x,
            int from,
            int stride,
            int inputs,
            float[] w,
            int panel,
            float[] y,
            int to,
            int width) {
        FloatVector z = FloatVector.zero(S);
        FloatVector a0 = z;
        FloatVector b0 = z;
        FloatVector a1 = z;
        FloatVector b1 = z;
        FloatVector a2 = z;
        FloatVector b2 = z;
        FloatVector a3 = z;
        FloatVector b3 = z;
        FloatVector a4 = z;
        FloatVector b4 = z;
        FloatVector a5 = z;
        FloatVector b5 = z;
        FloatVector a6 = z;
        FloatVector b6 = z;
        FloatVector a7 = z;
        FloatVector b7 = z;
        for (int i = 0; i < inputs; i++) {
            FloatVector a = FloatVector.fromArray(S, w, panel + i * PANEL);
            FloatVector b = FloatVector.fromArray(S, w, panel + i * PANEL + L);
            FloatVector v = FloatVector.broadcast(S, x[from + i]);
            a0 = v.fma(a, a0);
            b0 = v.fma(b, b0);
            v = FloatVector.broadcast(S, x[from + stride + i]);
            a1 = v.fma(a, a1);
            b1 = v.fma(b, b1);
            v = FloatVector.broadcast(S, x[from + 2 * stride + i]);
            a2 = v.fma(a, a2);
            b2 = v.fma(b, b2);
            v = FloatVector.broadcast(S, x[from + 3 * stride + i]);
            a3 = v.fma(a, a3);
            b3 = v.fma(b, b3);
            v = FloatVector.broadcast(S, x[from + 4 * stride + i]);
            a4 = v.fma(a, a4);
            b4 = v.fma(b, b4);
            v = FloatVector.broadcast(S, x[from + 5 * stride + i]);
            a5 = v.fma(a, a5);
            b5 = v.fma(b, b5);
            v = FloatVector.broadcast(S, x[from + 6 * stride + i]);
            a6 = v.fma(a, a6);
            b6 = v.fma(b, b6);
            v = FloatVector.broadcast(S, x[from + 7 * stride + i]);
            a7 = v.fma(a, a7);
            b7 = v.fma(b, b7);
        }
        store(y, to, a0, b0);
        store(y, to + width, a1, b1);
        store(y, to + 2 * width, a2, b2);
        store(y, to + 3 * width, a3, b3);
        store(y, to + 4 * width, a4, b4);
        store(y, to + 5 * width, a5, b5);
        store(y, to + 6 * width, a6, b6);
        store(y, to + 7 * width, a7, b7);
    }

    /** y = x / √(mean(x²) + ε) · weight. */
    static void norm(
            float[] x, int from, float[] weight, double epsilon, float[] y, int to, int n) {
        FloatVector squares = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= n; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, from + i);
            squares = v.fma(v, squares);
        }
        float sum = lanes(squares);
        for (; i < n; i++) {
            sum += x[from + i] * x[from + i];
        }
        float by = (float) (1 / Math.sqrt(sum / n + epsilon));
        for (i = 0; i + L <= n; i += L) {
            FloatVector.fromArray(S, x, from + i)
                    .mul(by)
                    .mul(FloatVector.fromArray(S, weight, i))
                    .intoArray(y, to + i);
        }
        for (; i < n; i++) {
            y[to + i] = x[from + i] * by * weight[i];
        }
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

    /**
     * y = Kᵀ q, each sum in the order of the dimensions.
     *
     * @param q [size], from {@code from}
     * @param k [size, stride], from {@code base}; of each row n count
     * @param y [n]
     */
    static void scores(
            float[] q, int from, int size, float[] k, int base, int stride, float[] y, int n) {
        for (int t = 0; t < n; t += 4 * L) {
            FloatVector a = FloatVector.zero(S);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            for (int i = 0, p = base + t; i < size; i++, p += stride) {
                FloatVector v = FloatVector.broadcast(S, q[from + i]);
                a = v.fma(FloatVector.fromArray(S, k, p), a);
                b = v.fma(FloatVector.fromArray(S, k, p + L), b);
                c = v.fma(FloatVector.fromArray(S, k, p + 2 * L), c);
                d = v.fma(FloatVector.fromArray(S, k, p + 3 * L), d);
            }
            store(y, t, a, b);
            store(y, t + 2 * L, c, d);
        }
    }

    /**
     * y = Vᵀ p; even and odd times are summed apart, each in their order.
     *
     * @param p [n]
     * @param v [n, size], from {@code base}
     * @param y [size], from {@code to}
     */
    static void mixture(float[] p, int n, float[] v, int base, int size, float[] y, int to) {
        for (int i = 0; i < size; i += 2 * L) {
            FloatVector a = FloatVector.zero(S);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            int at = base + i;
            int t = 0;
            for (; t + 1 < n; t += 2, at += 2 * size) {
                FloatVector even = FloatVector.broadcast(S, p[t]);
                FloatVector odd = FloatVector.broadcast(S, p[t + 1]);
                a = even.fma(FloatVector.fromArray(S, v, at), a);
                b = even.fma(FloatVector.fromArray(S, v, at + L), b);
                c = odd.fma(FloatVector.fromArray(S, v, at + size), c);
                d = odd.fma(FloatVector.fromArray(S, v, at + size + L), d);
            }
            if (t < n) {
                FloatVector last = FloatVector.broadcast(S, p[t]);
                a = last.fma(FloatVector.fromArray(S, v, at), a);
                b = last.fma(FloatVector.fromArray(S, v, at + L), b);
            }
            store(y, to + i, a.add(c), b.add(d));
        }
    }

    /** x = softmax(scale · x) over n entries; those after them, to a whole register, are lost. */
    static void softmax(float[] x, int n, float scale) {
        Arrays.fill(x, n, (n + L - 1) / L * L, Float.NEGATIVE_INFINITY);
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i += L) {
            most = most.max(FloatVector.fromArray(S, x, i));
        }
        float max = most.reduceLanes(VectorOperators.MAX);
        FloatVector all = FloatVector.zero(S);
        for (int i = 0; i < n; i += L) {
            FloatVector e = exp(FloatVector.fromArray(S, x, i).sub(max).mul(scale));
            e.intoArray(x, i);
            all = all.add(e);
        }
        float by = 1 / lanes(all);
        for (int i = 0; i < n; i += L) {
            FloatVector.fromArray(S, x, i).mul(by).intoArray(x, i);
        }
    }

    /** The same as {@link FastExp#largest}. */
    static float largest(float[] x, int from, int n) {
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i + L <= n; i += L) {
            most = most.max(FloatVector.fromArray(S, x, from + i));
        }
        float max = most.reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            max = Math.max(max, x[from + i]);
        }
        return max;
    }

    /** The same as {@link FastExp#of(float[], int, int, float, float, float[])}, to the bit. */
    static void exp(float[] x, int from, int n, float max, float temperature, float[] y) {
        int i = 0;
        for (; i + L <= n; i += L) {
            exp(FloatVector.fromArray(S, x, from + i).sub(max).div(temperature)).intoArray(y, i);
        }
        for (; i < n; i++) {
            y[i] = FastExp.of((x[from + i] - max) / temperature);
        }
    }
}
