package org.maslin.train;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.maslin.train.tensor.Lanes;
import org.maslin.train.tensor.Tensor;

/**
 * Causal attention there and back, by blocks of queries whose scores stay near the processor
 * (FlashAttention; Dao et al., 2022): of the way there only the logarithm of each softmax's sum is
 * kept. Queries, keys and values of a token stand in one row, as they are projected: [tokens,
 * (heads + 2 groups) · size]. Scores of what a query does not see are not computed, but for those
 * in the last block of keys.
 *
 * <p>Each stretch of tokens and each group of heads is work of its own, so results depend neither
 * on threads nor on what else is in the batch.
 */
final class CausalKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Columns of a panel: right factors lie as [panels][inner][columns]. */
    private static final int N = VectorKernels.PANEL;

    private static final int ROWS = VectorKernels.ROWS_AT_ONCE;
    private static final int QUERIES = 32;

    private final FusedKernels.Heads shape;
    private final MemorySegment projections;
    private final int size;
    private final int width;
    private final int perGroup;
    private final float scale;

    private CausalKernels(Tensor projections, FusedKernels.Heads shape) {
        this.shape = shape;
        this.projections = projections.memory();
        this.size = shape.size();
        this.width = padded(size);
        this.perGroup = shape.heads() / shape.groups();
        this.scale = (float) (1 / Math.sqrt(size));
    }

    private static int padded(int columns) {
        return (columns + N - 1) / N * N;
    }

    /**
     * @param lengths of stretches, which fill the tokens one after another; a token sees its own
     *     stretch up to itself
     * @param out what each head has seen [tokens, heads · size]
     * @return log Σ exp of the scores [heads, tokens]
     */
    static float[] attend(Tensor projections, FusedKernels.Heads shape, int[] lengths, Tensor out) {
        var kernels = new CausalKernels(projections, shape);
        var logs = new float[shape.heads() * shape.rows() * shape.time()];
        MemorySegment to = out.memory();
        kernels.each(
                lengths,
                (buffers, start, length, group) -> {
                    kernels.attend(buffers, start, length, group, to, logs);
                });
        return logs;
    }

    /**
     * The way back.
     *
     * @param out what {@link #attend} made
     * @param logs what it returned
     * @param gradient of {@code out}
     * @param ofProjections is filled with the gradient of the projections
     */
    static void attendBack(
            Tensor projections,
            FusedKernels.Heads shape,
            int[] lengths,
            Tensor out,
            float[] logs,
            Tensor gradient,
            Tensor ofProjections) {
        var kernels = new CausalKernels(projections, shape);
        var seen = new Seen(out.memory(), logs, gradient.memory());
        MemorySegment to = ofProjections.memory();
        kernels.each(
                lengths,
                (buffers, start, length, group) -> {
                    kernels.back(buffers, start, length, group, seen, to);
                });
    }

    /** What the way back knows of the way there. */
    private record Seen(MemorySegment out, float[] logs, MemorySegment gradient) {}

    private interface Work {
        void on(Buffers buffers, int start, int length, int group);
    }

    private void each(int[] lengths, Work work) {
        var starts = new int[lengths.length];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + lengths[i - 1];
        }
        int longest = Arrays.stream(lengths).max().orElse(0);
        Lanes.share(
                (long) lengths.length * shape.groups(),
                1,
                (first, count) -> {
                    var buffers = new Buffers(padded(longest), size, width);
                    for (long one = first; one < first + count; one++) {
                        int stretch = (int) (one / shape.groups());
                        int group = (int) (one % shape.groups());
                        work.on(buffers, starts[stretch], lengths[stretch], group);
                    }
                });
    }

    /**
     * One thread's memory. What is beyond a stretch's end or a block's last query is left from
     * others, multiplied, and never written out; what is beyond a head's size stays zero.
     */
    private static final class Buffers {
        final int span;
        final float[] keysAcross;
        final float[] valuesAcross;
        final float[] keys;
        final float[] values;
        final float[] ofKeys;
        final float[] ofValues;
        final float[] query;
        final float[] queryPanels;
        final float[] gradient;
        final float[] gradientPanels;
        final float[] out;
        final float[] shares;
        final float[] slopes;
        final float[] totals = new float[QUERIES];

        Buffers(int span, int size, int width) {
            this.span = span;
            keysAcross = new float[span * size];
            valuesAcross = new float[span * size];
            keys = new float[span * width];
            values = new float[span * width];
            ofKeys = new float[span * width];
            ofValues = new float[span * width];
            query = new float[QUERIES * size];
            queryPanels = new float[QUERIES * width];
            gradient = new float[QUERIES * size];
            gradientPanels = new float[QUERIES * width];
            out = new float[QUERIES * width];
            shares = new float[QUERIES * span];
            slopes = new float[QUERIES * span];
        }
    }

    // ---- there

    private void attend(
            Buffers b, int start, int length, int group, MemorySegment to, float[] logs) {
        across(key(start, group), length, b.keysAcross);
        panels(projections, value(start, group), shape.width(), length, b.span, b.values);
        for (int head = group * perGroup; head < (group + 1) * perGroup; head++) {
            int log = head * shape.rows() * shape.time() + start;
            for (int first = 0; first < length; first += QUERIES) {
                int count = Math.min(QUERIES, length - first);
                rows(projections, query(start + first, head), shape.width(), count, b.query);
                int seen = first + count;
                product(b.query, size, size, b.keysAcross, size, seen, b.shares, b.span);
                for (int i = 0; i < count; i++) {
                    int at = i * b.span;
                    logs[log + first + i] = softmax(b, i, at, first + i + 1, at + padded(seen));
                }
                product(b.shares, b.span, seen, b.values, b.span, width, b.out, width);
                divide(b, count);
                long at = ((long) (start + first) * shape.heads() + head) * size;
                put(b.out, count, to, at, (long) shape.heads() * size);
            }
        }
    }

    /** Scores become shares of a total, which are zero from {@code n} on; returns log Σ exp. */
    private float softmax(Buffers b, int row, int at, int n, int end) {
        float[] x = b.shares;
        Arrays.fill(x, at + n, end, Float.NEGATIVE_INFINITY);
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int i = at; i < end; i += L) {
            most = most.max(FloatVector.fromArray(S, x, i));
        }
        float max = most.reduceLanes(VectorOperators.MAX);
        FloatVector sums = FloatVector.zero(S);
        for (int i = at; i < end; i += L) {
            FloatVector e = VectorKernels.exp(FloatVector.fromArray(S, x, i).sub(max).mul(scale));
            e.intoArray(x, i);
            sums = sums.add(e);
        }
        Arrays.fill(x, at + n, end, 0);
        b.totals[row] = VectorKernels.lanes(sums);
        return (float) (max * scale + Math.log(b.totals[row]));
    }

    /** Divides rows of sums by the totals of their shares. */
    private void divide(Buffers b, int count) {
        for (int row = 0; row < count; row++) {
            float inverse = 1 / b.totals[row];
            for (int i = row * width; i < (row + 1) * width; i += L) {
                FloatVector.fromArray(S, b.out, i).mul(inverse).intoArray(b.out, i);
            }
        }
    }

    // ---- back

    private void back(Buffers b, int start, int length, int group, Seen known, MemorySegment to) {
        across(key(start, group), length, b.keysAcross);
        across(value(start, group), length, b.valuesAcross);
        panels(projections, key(start, group), shape.width(), length, b.span, b.keys);
        Arrays.fill(b.ofKeys, 0);
        Arrays.fill(b.ofValues, 0);
        for (int head = group * perGroup; head < (group + 1) * perGroup; head++) {
            for (int first = 0; first < length; first += QUERIES) {
                int count = Math.min(QUERIES, length - first);
                back(b, start, first, count, head, known);
                put(b.out, count, to, query(start + first, head), shape.width());
            }
        }
        put(b.ofKeys, length, to, key(start, group), shape.width());
        put(b.ofValues, length, to, value(start, group), shape.width());
    }

    /** The gradient of a block of queries; what they add to keys and values. */
    private void back(Buffers b, int start, int first, int count, int head, Seen known) {
        int seen = first + count;
        long row = (long) shape.heads() * size;
        long at = ((long) (start + first) * shape.heads() + head) * size;
        long query = query(start + first, head);
        rows(projections, query, shape.width(), count, b.query);
        panels(projections, query, shape.width(), count, QUERIES, b.queryPanels);
        rows(known.gradient(), at, row, count, b.gradient);
        panels(known.gradient(), at, row, count, QUERIES, b.gradientPanels);
        product(b.query, size, size, b.keysAcross, size, seen, b.shares, b.span);
        product(b.gradient, size, size, b.valuesAcross, size, seen, b.slopes, b.span);
        int log = head * shape.rows() * shape.time() + start + first;
        for (int i = 0; i < count; i++) {
            float along = dot(b.gradient, i * size, known.out(), at + i * row);
            slopes(b, i * b.span, first + i + 1, seen, known.logs()[log + i], along);
        }
        product(b.slopes, b.span, seen, b.keys, b.span, width, b.out, width);
        addTransposed(b.shares, b.span, count, seen, b.gradientPanels, b.ofValues);
        addTransposed(b.slopes, b.span, count, seen, b.queryPanels, b.ofKeys);
    }

    /** Scores become shares, and gradients of shares those of scores; zero from {@code n} on. */
    private void slopes(Buffers b, int at, int n, int seen, float log, float along) {
        int end = at + padded(seen);
        for (int i = at; i < end; i += L) {
            FloatVector share =
                    VectorKernels.exp(FloatVector.fromArray(S, b.shares, i).mul(scale).sub(log));
            FloatVector slope = FloatVector.fromArray(S, b.slopes, i).sub(along);
            slope.mul(share).mul(scale).intoArray(b.slopes, i);
            share.intoArray(b.shares, i);
        }
        Arrays.fill(b.shares, at + n, end, 0);
        Arrays.fill(b.slopes, at + n, end, 0);
    }

    private float dot(float[] x, int at, MemorySegment y, long from) {
        float sum = 0;
        for (int i = 0; i < size; i++) {
            sum += x[at + i] * y.get(ValueLayout.JAVA_FLOAT_UNALIGNED, (from + i) * Float.BYTES);
        }
        return sum;
    }

    // ---- products

    /**
     * Rows of x [32, inner] by a factor [inner, columns], to rows of y.
     *
     * @param high how many rows a panel of the factor has, of which {@code inner} count
     */
    private static void product(
            float[] x,
            int stride,
            int inner,
            float[] factor,
            int high,
            int columns,
            float[] y,
            int width) {
        for (int column = 0; column < columns; column += N) {
            for (int row = 0; row < QUERIES; row += ROWS) {
                int to = row * width + column;
                VectorKernels.eight(
                        x, row * stride, stride, inner, factor, column * high, y, to, width);
            }
        }
    }

    /** Adds the transposed x [inner, columns] times a factor [32, width] in panels to y. */
    private void addTransposed(
            float[] x, int stride, int inner, int columns, float[] factor, float[] y) {
        for (int panel = 0; panel < width; panel += N) {
            for (int row = 0; row < columns; row += ROWS) {
                addEight(
                        x,
                        row,
                        stride,
                        inner,
                        factor,
                        panel * QUERIES,
                        y,
                        row * width + panel,
                        width);
            }
        }
    }

    /** Eight rows of the same, in one panel's columns. */
    private static void addEight(
            float[] x,
            int from,
            int stride,
            int inner,
            float[] factor,
            int panel,
            float[] y,
            int to,
            int width) {
        FloatVector a0 = FloatVector.fromArray(S, y, to);
        FloatVector b0 = FloatVector.fromArray(S, y, to + L);
        FloatVector a1 = FloatVector.fromArray(S, y, to + width);
        FloatVector b1 = FloatVector.fromArray(S, y, to + width + L);
        FloatVector a2 = FloatVector.fromArray(S, y, to + 2 * width);
        FloatVector b2 = FloatVector.fromArray(S, y, to + 2 * width + L);
        FloatVector a3 = FloatVector.fromArray(S, y, to + 3 * width);
        FloatVector b3 = FloatVector.fromArray(S, y, to + 3 * width + L);
        FloatVector a4 = FloatVector.fromArray(S, y, to + 4 * width);
        FloatVector b4 = FloatVector.fromArray(S, y, to + 4 * width + L);
        FloatVector a5 = FloatVector.fromArray(S, y, to + 5 * width);
        FloatVector b5 = FloatVector.fromArray(S, y, to + 5 * width + L);
        FloatVector a6 = FloatVector.fromArray(S, y, to + 6 * width);
        FloatVector b6 = FloatVector.fromArray(S, y, to + 6 * width + L);
        FloatVector a7 = FloatVector.fromArray(S, y, to + 7 * width);
        FloatVector b7 = FloatVector.fromArray(S, y, to + 7 * width + L);
        for (int i = 0; i < inner; i++) {
            int at = from + i * stride;
            FloatVector a = FloatVector.fromArray(S, factor, panel + i * N);
            FloatVector b = FloatVector.fromArray(S, factor, panel + i * N + L);
            FloatVector v = FloatVector.broadcast(S, x[at]);
            a0 = v.fma(a, a0);
            b0 = v.fma(b, b0);
            v = FloatVector.broadcast(S, x[at + 1]);
            a1 = v.fma(a, a1);
            b1 = v.fma(b, b1);
            v = FloatVector.broadcast(S, x[at + 2]);
            a2 = v.fma(a, a2);
            b2 = v.fma(b, b2);
            v = FloatVector.broadcast(S, x[at + 3]);
            a3 = v.fma(a, a3);
            b3 = v.fma(b, b3);
            v = FloatVector.broadcast(S, x[at + 4]);
            a4 = v.fma(a, a4);
            b4 = v.fma(b, b4);
            v = FloatVector.broadcast(S, x[at + 5]);
            a5 = v.fma(a, a5);
            b5 = v.fma(b, b5);
            v = FloatVector.broadcast(S, x[at + 6]);
            a6 = v.fma(a, a6);
            b6 = v.fma(b, b6);
            v = FloatVector.broadcast(S, x[at + 7]);
            a7 = v.fma(a, a7);
            b7 = v.fma(b, b7);
        }
        a0.intoArray(y, to);
        b0.intoArray(y, to + L);
        a1.intoArray(y, to + width);
        b1.intoArray(y, to + width + L);
        a2.intoArray(y, to + 2 * width);
        b2.intoArray(y, to + 2 * width + L);
        a3.intoArray(y, to + 3 * width);
        b3.intoArray(y, to + 3 * width + L);
        a4.intoArray(y, to + 4 * width);
        b4.intoArray(y, to + 4 * width + L);
        a5.intoArray(y, to + 5 * width);
        b5.intoArray(y, to + 5 * width + L);
        a6.intoArray(y, to + 6 * width);
        b6.intoArray(y, to + 6 * width + L);
        a7.intoArray(y, to + 7 * width);
        b7.intoArray(y, to + 7 * width + L);
    }

    // ---- memory

    /** Where a token's numbers begin among the projections. */
    private long query(int token, int head) {
        return (long) token * shape.width() + (long) head * size;
    }

    private long key(int token, int group) {
        return query(token, shape.heads() + group);
    }

    private long value(int token, int group) {
        return query(token, shape.heads() + shape.groups() + group);
    }

    /** Rows of so many numbers, one after another. */
    private void rows(MemorySegment from, long at, long stride, int count, float[] to) {
        for (int row = 0; row < count; row++) {
            copy(from, at + row * stride, to, row * size, size);
        }
    }

    /** Rows [count, size] in panels [.., span, columns]. */
    private void panels(MemorySegment from, long at, long stride, int count, int span, float[] to) {
        Arrays.fill(to, 0);
        for (int column = 0; column < size; column += N) {
            int columns = Math.min(N, size - column);
            for (int row = 0; row < count; row++) {
                long start = at + row * stride + column;
                copy(from, start, to, column * span + row * N, columns);
            }
        }
    }

    /** Rows of projections transposed, in panels [.., size, columns]. */
    private void across(long at, int count, float[] to) {
        var row = new float[size];
        for (int i = 0; i < count; i++) {
            copy(projections, at + (long) i * shape.width(), row, 0, size);
            int panel = i / N * N * size + i % N;
            for (int d = 0; d < size; d++) {
                to[panel + d * N] = row[d];
            }
        }
    }

    private static void copy(MemorySegment from, long at, float[] to, int index, int count) {
        MemorySegment.copy(
                from, ValueLayout.JAVA_FLOAT_UNALIGNED, at * Float.BYTES, to, index, count);
    }

    /** Rows [count, width] without their padding. */
    private void put(float[] from, int count, MemorySegment to, long at, long stride) {
        for (int row = 0; row < count; row++) {
            long start = (at + row * stride) * Float.BYTES;
            MemorySegment.copy(
                    from, row * width, to, ValueLayout.JAVA_FLOAT_UNALIGNED, start, size);
        }
    }
}
