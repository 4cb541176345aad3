package org.maslin.train;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Positions;
import org.maslin.train.tensor.Lanes;
import org.maslin.train.tensor.Tensor;

/**
 * What stands between the matrix products of training, there and back, and the optimiser's step,
 * each in one pass over memory: libtorch makes a pass for every operation. All tensors are float32
 * and contiguous.
 */
final class FusedKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int STRETCH = 4096;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private FusedKernels() {}

    /** Does the work of each row, on as many threads as there are. */
    private static void each(long rows, IntConsumer work) {
        Lanes.share(
                rows,
                (first, count) -> {
                    for (long row = first; row < first + count; row++) {
                        work.accept((int) row);
                    }
                });
    }

    private static FloatVector load(MemorySegment memory, long at) {
        return FloatVector.fromMemorySegment(S, memory, at * Float.BYTES, ORDER);
    }

    private static void store(FloatVector vector, MemorySegment memory, long at) {
        vector.intoMemorySegment(memory, at * Float.BYTES, ORDER);
    }

    private static float at(MemorySegment memory, long at) {
        return memory.get(FLOAT, at * Float.BYTES);
    }

    private static void put(MemorySegment memory, long at, float value) {
        memory.set(FLOAT, at * Float.BYTES, value);
    }

    /**
     * x / √(mean(x²) + ε) · weight of each row.
     *
     * @param x [n, d]
     * @param out [n, d]
     * @return 1 / √(mean(x²) + ε) of each row
     */
    static float[] norm(Tensor x, Tensor weight, double epsilon, Tensor out) {
        int size = Math.toIntExact(weight.count());
        var inverses = new float[Math.toIntExact(x.count() / size)];
        MemorySegment from = x.memory();
        MemorySegment to = out.memory();
        MemorySegment scale = weight.memory();
        each(
                inverses.length,
                row -> {
                    inverses[row] = norm(from, (long) row * size, size, scale, epsilon, to);
                });
        return inverses;
    }

    private static float norm(
            MemorySegment x,
            long start,
            int size,
            MemorySegment weight,
            double epsilon,
            MemorySegment out) {
        FloatVector squares = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= size; i += L) {
            FloatVector v = load(x, start + i);
            squares = v.fma(v, squares);
        }
        float sum = VectorKernels.lanes(squares);
        for (; i < size; i++) {
            sum += at(x, start + i) * at(x, start + i);
        }
        float inverse = (float) (1 / Math.sqrt(sum / size + epsilon));
        for (i = 0; i + L <= size; i += L) {
            store(load(x, start + i).mul(inverse).mul(load(weight, i)), out, start + i);
        }
        for (; i < size; i++) {
            put(out, start + i, at(x, start + i) * inverse * at(weight, i));
        }
        return inverse;
    }

    /** y += x, then {@link #norm} of y. */
    static float[] sumNorm(Tensor x, Tensor y, Tensor weight, double epsilon, Tensor out) {
        int size = Math.toIntExact(weight.count());
        var inverses = new float[Math.toIntExact(x.count() / size)];
        MemorySegment from = x.memory();
        MemorySegment sum = y.memory();
        MemorySegment to = out.memory();
        MemorySegment scale = weight.memory();
        each(
                inverses.length,
                row -> {
                    long start = (long) row * size;
                    add(from, sum, start, size);
                    inverses[row] = norm(sum, start, size, scale, epsilon, to);
                });
        return inverses;
    }

    private static void add(MemorySegment x, MemorySegment y, long start, int size) {
        int i = 0;
        for (; i + L <= size; i += L) {
            store(load(y, start + i).add(load(x, start + i)), y, start + i);
        }
        for (; i < size; i++) {
            put(y, start + i, at(y, start + i) + at(x, start + i));
        }
    }

    /**
     * The way back through {@link #norm}: the gradient of its result becomes that of its input, to
     * which {@code past}, what came past the norm, is added.
     *
     * @param gradient [n, d], replaced
     * @param x what was normed
     * @param inverses what {@link #norm} returned
     * @param ofWeight the weight's gradient, added to
     */
    static void normBack(
            Tensor gradient,
            Tensor x,
            Tensor weight,
            float[] inverses,
            Tensor past,
            Tensor ofWeight) {
        int size = Math.toIntExact(weight.count());
        MemorySegment g = gradient.memory();
        MemorySegment from = x.memory();
        MemorySegment scale = weight.memory();
        MemorySegment more = past.memory();
        MemorySegment sum = ofWeight.memory();
        for (int row = 0; row < inverses.length; row++) {
            normBack(g, from, (long) row * size, size, scale, inverses[row], more, sum);
        }
    }

    private static void normBack(
            MemorySegment g,
            MemorySegment x,
            long start,
            int size,
            MemorySegment weight,
            float inverse,
            MemorySegment past,
            MemorySegment ofWeight) {
        FloatVector products = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= size; i += L) {
            FloatVector gx = load(g, start + i).mul(load(x, start + i));
            products = gx.fma(load(weight, i), products);
            store(gx.fma(FloatVector.broadcast(S, inverse), load(ofWeight, i)), ofWeight, i);
        }
        float dot = VectorKernels.lanes(products);
        for (; i < size; i++) {
            float gx = at(g, start + i) * at(x, start + i);
            dot += gx * at(weight, i);
            put(ofWeight, i, at(ofWeight, i) + gx * inverse);
        }
        float along = -dot * inverse * inverse * inverse / size;
        for (i = 0; i + L <= size; i += L) {
            FloatVector direct = load(g, start + i).mul(load(weight, i)).mul(inverse);
            FloatVector all = load(x, start + i).fma(FloatVector.broadcast(S, along), direct);
            store(all.add(load(past, start + i)), g, start + i);
        }
        for (; i < size; i++) {
            float direct = at(g, start + i) * at(weight, i) * inverse;
            put(g, start + i, at(x, start + i) * along + direct + at(past, start + i));
        }
    }

    /** silu(gate) · up; rows of {@code gates} hold the gates, then what they let through. */
    static void gated(Tensor gates, Tensor out) {
        int size = Math.toIntExact(out.size(-1));
        MemorySegment from = gates.memory();
        MemorySegment to = out.memory();
        each(
                out.count() / size,
                row -> {
                    gated(from, 2L * row * size, size, to, (long) row * size);
                });
    }

    private static void gated(MemorySegment from, long gate, int size, MemorySegment to, long at) {
        int i = 0;
        for (; i + L <= size; i += L) {
            FloatVector g = load(from, gate + i);
            FloatVector e = VectorKernels.exp(g.neg()).add(1f);
            store(g.div(e).mul(load(from, gate + size + i)), to, at + i);
        }
        for (; i < size; i++) {
            float g = at(from, gate + i);
            put(to, at + i, g / (FastExp.of(-g) + 1) * at(from, gate + size + i));
        }
    }

    /** The way back through {@link #gated}: {@code gates} become their gradients. */
    static void gatedBack(Tensor gradient, Tensor gates) {
        int size = Math.toIntExact(gradient.size(-1));
        MemorySegment g = gradient.memory();
        MemorySegment both = gates.memory();
        each(
                gradient.count() / size,
                row -> {
                    gatedBack(g, (long) row * size, both, 2L * row * size, size);
                });
    }

    private static void gatedBack(
            MemorySegment gradient, long start, MemorySegment gates, long gate, int size) {
        int i = 0;
        for (; i + L <= size; i += L) {
            FloatVector x = load(gates, gate + i);
            FloatVector up = load(gates, gate + size + i);
            FloatVector g = load(gradient, start + i);
            FloatVector sigmoid =
                    FloatVector.broadcast(S, 1f).div(VectorKernels.exp(x.neg()).add(1f));
            FloatVector silu = x.mul(sigmoid);
            store(g.mul(silu), gates, gate + size + i);
            // silu' = σ + silu (1 - σ)
            FloatVector slope = silu.fma(FloatVector.broadcast(S, 1f).sub(sigmoid), sigmoid);
            store(g.mul(up).mul(slope), gates, gate + i);
        }
        for (; i < size; i++) {
            float x = at(gates, gate + i);
            float up = at(gates, gate + size + i);
            float g = at(gradient, start + i);
            float sigmoid = 1 / (FastExp.of(-x) + 1);
            float silu = x * sigmoid;
            put(gates, gate + size + i, g * silu);
            put(gates, gate + i, g * up * (silu * (1 - sigmoid) + sigmoid));
        }
    }

    /**
     * Scores become e^(scale · (score - the largest)) of their row.
     *
     * @param scores [n, v]
     * @param targets one of each row
     */
    static void softmax(Tensor scores, long[] targets, float scale, Shares.Reader reader) {
        int size = Math.toIntExact(scores.size(-1));
        MemorySegment memory = scores.memory();
        each(
                targets.length,
                row -> {
                    long start = (long) row * size;
                    reader.row(row, softmax(memory, start, size, (int) targets[row], scale));
                });
    }

    private static Shares.Row softmax(
            MemorySegment x, long start, int size, int target, float scale) {
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector sums = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= size; i += L) {
            FloatVector v = load(x, start + i);
            most = most.max(v);
            sums = sums.add(v);
        }
        float max = most.reduceLanes(VectorOperators.MAX);
        float plain = VectorKernels.lanes(sums);
        for (; i < size; i++) {
            max = Math.max(max, at(x, start + i));
            plain += at(x, start + i);
        }
        float wanted = at(x, start + target);
        FloatVector all = FloatVector.zero(S);
        FloatVector along = all;
        FloatVector squares = all;
        for (i = 0; i + L <= size; i += L) {
            FloatVector v = load(x, start + i).sub(max).mul(scale);
            FloatVector e = VectorKernels.exp(v);
            store(e, x, start + i);
            all = all.add(e);
            along = e.fma(v, along);
            squares = e.fma(e, squares);
        }
        double total = VectorKernels.lanes(all);
        double dot = VectorKernels.lanes(along);
        double square = VectorKernels.lanes(squares);
        for (; i < size; i++) {
            float v = (at(x, start + i) - max) * scale;
            float e = FastExp.of(v);
            put(x, start + i, e);
            total += e;
            dot += e * v;
            square += e * e;
        }
        double log = Math.log(total);
        return new Shares.Row(
                (float) total,
                (float) ((wanted - max) * scale - log),
                (float) (log - dot / total),
                plain / size,
                (float) (Math.log(square) - 2 * log),
                wanted >= max);
    }

    /**
     * The way back through {@link #softmax} and the logarithm of the target's share: shares become
     * gradients of the scores.
     *
     * @param gradient of each row's logarithm
     */
    static void softmaxBack(
            Tensor shares, float[] totals, long[] targets, float scale, float[] gradient) {
        int size = Math.toIntExact(shares.size(-1));
        MemorySegment memory = shares.memory();
        each(
                targets.length,
                row -> {
                    long start = (long) row * size;
                    float factor = gradient[row] * scale;
                    times(memory, start, size, -factor / totals[row]);
                    long target = start + targets[row];
                    put(memory, target, at(memory, target) + factor);
                });
    }

    private static void times(MemorySegment x, long start, int size, float factor) {
        int i = 0;
        for (; i + L <= size; i += L) {
            store(load(x, start + i).mul(factor), x, start + i);
        }
        for (; i < size; i++) {
            put(x, start + i, at(x, start + i) * factor);
        }
    }

    /**
     * A step of {@link AdamW} over weights [n], their gradients, which become zero, and the moving
     * averages of these and of their squares.
     *
     * @param decayed how many of the first weights decay
     */
    static void step(Tensor w, Tensor g, Tensor m, Tensor v, long decayed, AdamW.Step step) {
        long count = w.count();
        var memory = new MemorySegment[] {w.memory(), g.memory(), m.memory(), v.memory()};
        each(
                (count + STRETCH - 1) / STRETCH,
                row -> {
                    long start = (long) row * STRETCH;
                    long end = Math.min(count, start + STRETCH);
                    long border = Math.clamp(decayed, start, end);
                    step(memory, start, border, step, (float) step.kept());
                    step(memory, border, end, step, 1);
                });
    }

    private static void step(
            MemorySegment[] memory, long start, long end, AdamW.Step step, float kept) {
        MemorySegment w = memory[0];
        MemorySegment g = memory[1];
        MemorySegment m = memory[2];
        MemorySegment v = memory[3];
        float clip = (float) step.clip();
        float meanShare = (float) step.meanShare();
        float squareKept = (float) step.squareKept();
        float squareShare = (float) (1 - step.squareKept());
        float rootScale = (float) step.rootScale();
        float epsilon = (float) step.epsilon();
        float rate = (float) -step.rate();
        FloatVector meanShares = FloatVector.broadcast(S, meanShare);
        FloatVector squareShares = FloatVector.broadcast(S, squareShare);
        long i = start;
        for (; i + L <= end; i += L) {
            FloatVector gradient = load(g, i).mul(clip);
            FloatVector mean = load(m, i);
            mean = gradient.sub(mean).fma(meanShares, mean);
            FloatVector square =
                    gradient.mul(gradient).fma(squareShares, load(v, i).mul(squareKept));
            FloatVector root = square.sqrt().mul(rootScale).add(epsilon);
            store(load(w, i).mul(kept).add(mean.mul(rate).div(root)), w, i);
            store(mean, m, i);
            store(square, v, i);
            store(FloatVector.zero(S), g, i);
        }
        for (; i < end; i++) {
            float gradient = at(g, i) * clip;
            float mean = Math.fma(gradient - at(m, i), meanShare, at(m, i));
            float square = Math.fma(gradient * gradient, squareShare, at(v, i) * squareKept);
            float root = (float) Math.sqrt(square) * rootScale + epsilon;
            put(w, i, at(w, i) * kept + mean * rate / root);
            put(m, i, mean);
            put(v, i, square);
            put(g, i, 0);
        }
    }

    /**
     * How queries, keys and values lie: heads of each, and how they turn.
     *
     * @param cosines of the angles of each position, [.., size / 2]
     * @param anew whether each row has positions of its own
     */
    record Heads(
            int rows,
            int time,
            int heads,
            int groups,
            int size,
            Tensor cosines,
            Tensor sines,
            boolean anew) {

        static Heads of(ModelConfig config, int rows, int time, Positions positions) {
            return new Heads(
                    rows,
                    time,
                    config.attentionHeads(),
                    config.keyValueHeads(),
                    config.headSize(),
                    Objects.requireNonNull(positions.cosines()),
                    Objects.requireNonNull(positions.sines()),
                    positions.index().shape().length > 1);
        }

        int width() {
            return (heads + 2 * groups) * size;
        }

        /** Where the angles of a token begin in the tables. */
        long angles(int row, int t) {
            return (anew ? (long) row * time + t : t) * (size / 2);
        }
    }

    /**
     * Turns queries and keys of projections [rows · time, width] in their place.
     *
     * @param way 1 to turn, -1 to turn back: what leads there leads the gradient back
     */
    static void turn(Tensor projections, Heads shape, int way) {
        MemorySegment memory = projections.memory();
        MemorySegment cosines = shape.cosines().memory();
        MemorySegment sines = shape.sines().memory();
        int size = shape.size();
        each(
                (long) shape.rows() * shape.time(),
                token -> {
                    long angle = shape.angles(token / shape.time(), token % shape.time());
                    long base = (long) token * shape.width();
                    for (int head = 0; head < shape.heads() + shape.groups(); head++) {
                        turn(memory, base + (long) head * size, size, cosines, sines, angle, way);
                    }
                });
    }

    private static void turn(
            MemorySegment x,
            long at,
            int size,
            MemorySegment cosines,
            MemorySegment sines,
            long angle,
            float way) {
        int pairs = size / 2;
        int i = 0;
        for (; i + L <= pairs; i += L) {
            FloatVector one = load(x, at + i);
            FloatVector two = load(x, at + pairs + i);
            FloatVector cosine = load(cosines, angle + i);
            FloatVector sine = load(sines, angle + i).mul(way);
            store(one.mul(cosine).sub(two.mul(sine)), x, at + i);
            store(two.mul(cosine).add(one.mul(sine)), x, at + pairs + i);
        }
        for (; i < pairs; i++) {
            float one = at(x, at + i);
            float two = at(x, at + pairs + i);
            float cosine = at(cosines, angle + i);
            float sine = at(sines, angle + i) * way;
            put(x, at + i, one * cosine - two * sine);
            put(x, at + pairs + i, two * cosine + one * sine);
        }
    }
}
