package org.maslin.train;

import org.jspecify.annotations.Nullable;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.KvCache;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * Draws token by token without libtorch, whose calls cost more than the work of one token in a
 * small model. Prompts are read by the plain engine; then keys lie as [row][key-value
 * head][size][time] and values as [row][key-value head][time][size], so that every inner loop runs
 * along memory.
 */
final class VectorEngine implements Engine {

    private static final int CACHE_LINE = 16;

    private final Decoder network;
    private final PackedDecoder packed;
    private final ModelConfig config;
    private final int capacity;
    private final int headSize;
    private final int groups;
    private final int perGroup;
    private final int stride;
    private final float[] cosines;
    private final float[] sines;
    private float[][][] keys;
    private float[][][] values;
    private Buffers buffers;
    private int rows;
    private int length;

    VectorEngine(Decoder network, PackedDecoder packed, int rows, int capacity) {
        this.network = network;
        this.packed = packed;
        this.config = network.config();
        this.capacity = capacity;
        this.rows = rows;
        this.headSize = config.headSize();
        this.groups = config.keyValueHeads();
        this.perGroup = config.attentionHeads() / groups;
        this.cosines = network.rotary().cosines(capacity);
        this.sines = network.rotary().sines(capacity);
        this.stride = stride(capacity);
        int slack = VectorKernels.SLACK;
        this.keys = new float[config.layers()][rows][groups * headSize * stride + slack];
        this.values = new float[config.layers()][rows][groups * headSize * capacity + slack];
        this.buffers = new Buffers(config, rows, capacity);
    }

    /** An odd number of cache lines, so that dimensions do not share the same few places there. */
    private static int stride(int capacity) {
        return (capacity + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE | CACHE_LINE;
    }

    /** What the steps between the layers write, row by row; a step leaves it to the next. */
    private static final class Buffers {
        final int rows;
        final int attended;
        final int qkvWidth;
        final int hiddenWidth;
        final int gateWidth;
        final int vocabularyWidth;
        final float[] x;
        final float[] h;
        final float[] qkv;
        final float[] mixed;
        final float[] out;
        final float[] gates;
        final float[] inner;
        final float[] scores;
        final float[] logits;

        Buffers(ModelConfig config, int count, int capacity) {
            rows = VectorKernels.paddedRows(count);
            attended = config.attentionHeads() * config.headSize();
            int keyed = config.keyValueHeads() * config.headSize();
            qkvWidth = VectorKernels.padded(attended + 2 * keyed);
            hiddenWidth = VectorKernels.padded(config.hiddenSize());
            gateWidth = VectorKernels.padded(2 * config.intermediateSize());
            vocabularyWidth = VectorKernels.padded(config.vocabularySize());
            x = new float[rows * config.hiddenSize()];
            h = new float[rows * config.hiddenSize()];
            qkv = new float[rows * qkvWidth];
            mixed = new float[rows * attended + VectorKernels.SLACK];
            out = new float[rows * hiddenWidth];
            gates = new float[rows * gateWidth];
            inner = new float[rows * config.intermediateSize()];
            scores = new float[capacity + VectorKernels.SLACK];
            logits = new float[rows * vocabularyWidth];
        }
    }

    /** Whether angles do not depend on how long the text becomes. */
    static boolean suits(Decoder network, int capacity) {
        return network.rotary().isFixedUpTo(capacity);
    }

    @Override
    public float[] read(long[][] prompts) {
        int width = prompts[0].length;
        var flat = new long[prompts.length * width];
        for (int row = 0; row < prompts.length; row++) {
            System.arraycopy(prompts[row], 0, flat, row * width, width);
        }
        KvCache cache = KvCache.of(config, network.rotary(), rows, width);
        float[] logits;
        try (Scope scope = Scope.open()) {
            Tensor hidden = cache.append(network, Tensor.of(flat, rows, width));
            logits = network.logits(hidden).floats();
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            try (Scope scope = Scope.open()) {
                spread(layer, cache.keys(layer).floats(), cache.values(layer).floats(), width);
            }
        }
        length = width;
        return logits;
    }

    /** From [row, group, time, size] of a prompt to where this engine keeps it. */
    private void spread(int layer, float[] k, float[] v, int width) {
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int group = 0; group < groups; group++) {
                int base = group * headSize * capacity;
                System.arraycopy(v, at, values[layer][row], base, width * headSize);
                for (int t = 0; t < width; t++) {
                    for (int d = 0; d < headSize; d++) {
                        keys[layer][row][(group * headSize + d) * stride + t] = k[at++];
                    }
                }
            }
        }
    }

    @Override
    public float[] next(long[] tokens) {
        if (VectorKernels.paddedRows(rows) > buffers.rows) {
            buffers = new Buffers(config, rows, capacity);
        }
        for (int row = 0; row < rows; row++) {
            packed.embed(tokens[row], buffers.x, row * config.hiddenSize());
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            attendAll(layer, packed.blocks[layer]);
            think(packed.blocks[layer]);
        }
        length++;
        norm(packed.norm);
        return logits();
    }

    /** x += attention(norm(x)). */
    private void attendAll(int layer, PackedDecoder.Block block) {
        Buffers b = buffers;
        int hidden = config.hiddenSize();
        norm(block.inputNorm());
        VectorKernels.multiply(b.h, rows, hidden, block.qkv(), b.qkv, b.qkvWidth);
        PackedDecoder.addEach(b.qkv, rows, b.qkvWidth, block.qkvBias());
        for (int row = 0; row < rows; row++) {
            attend(layer, row, block);
        }
        VectorKernels.multiply(b.mixed, rows, b.attended, block.output(), b.out, b.hiddenWidth);
        addOut(block.outputBias());
    }

    /** x += perceptron(norm(x)). */
    private void think(PackedDecoder.Block block) {
        Buffers b = buffers;
        int hidden = config.hiddenSize();
        int size = config.intermediateSize();
        norm(block.middleNorm());
        VectorKernels.multiply(b.h, rows, hidden, block.gateUp(), b.gates, b.gateWidth);
        PackedDecoder.addEach(b.gates, rows, b.gateWidth, block.gateUpBias());
        for (int row = 0; row < rows; row++) {
            int gate = row * b.gateWidth;
            VectorKernels.gated(b.gates, gate, gate + size, b.inner, row * size, size);
        }
        VectorKernels.multiply(b.inner, rows, size, block.down(), b.out, b.hiddenWidth);
        addOut(block.downBias());
    }

    private float[] logits() {
        Buffers b = buffers;
        int vocabulary = config.vocabularySize();
        VectorKernels.multiply(
                b.h, rows, config.hiddenSize(), packed.head, b.logits, b.vocabularyWidth);
        for (int row = 1; row < rows && vocabulary < b.vocabularyWidth; row++) {
            int from = row * b.vocabularyWidth;
            System.arraycopy(b.logits, from, b.logits, row * vocabulary, vocabulary);
        }
        return b.logits;
    }

    /** x += out + bias. */
    private void addOut(float @Nullable [] bias) {
        int hidden = config.hiddenSize();
        PackedDecoder.addEach(buffers.out, rows, buffers.hiddenWidth, bias);
        for (int row = 0; row < rows; row++) {
            int from = row * buffers.hiddenWidth;
            VectorKernels.add(1, buffers.out, from, buffers.x, row * hidden, hidden);
        }
    }

    /** h = norm(x). */
    private void norm(float[] weight) {
        int hidden = config.hiddenSize();
        double epsilon = config.normEpsilon();
        for (int row = 0; row < rows; row++) {
            int at = row * hidden;
            VectorKernels.norm(buffers.x, at, weight, epsilon, buffers.h, at, hidden);
        }
    }

    /** One row's new token: its key and value are kept, its queries see all before it. */
    private void attend(int layer, int row, PackedDecoder.Block block) {
        float[] qkv = buffers.qkv;
        float[] scores = buffers.scores;
        int heads = config.attentionHeads();
        int from = row * buffers.qkvWidth;
        int firstKey = from + heads * headSize;
        int firstValue = firstKey + groups * headSize;
        turn(qkv, from, heads, block.queryNorm());
        turn(qkv, firstKey, groups, block.keyNorm());
        float[] k = keys[layer][row];
        float[] v = values[layer][row];
        for (int d = 0; d < groups * headSize; d++) {
            k[d * stride + length] = qkv[firstKey + d];
        }
        int window = config.windows().get(layer);
        int first = window == 0 ? 0 : Math.max(0, length + 1 - window);
        int seen = length + 1 - first;
        float scale = (float) (1 / Math.sqrt(headSize));
        for (int group = 0; group < groups; group++) {
            int keyBase = group * headSize * stride + first;
            int base = (group * capacity + first) * headSize;
            System.arraycopy(
                    qkv, firstValue + group * headSize, v, base + (seen - 1) * headSize, headSize);
            // What a head writes past its end, the next one writes anew.
            for (int head = group * perGroup; head < (group + 1) * perGroup; head++) {
                int query = from + head * headSize;
                VectorKernels.scores(qkv, query, headSize, k, keyBase, stride, scores, seen);
                VectorKernels.softmax(scores, seen, scale);
                int to = row * buffers.attended + head * headSize;
                VectorKernels.mixture(scores, seen, v, base, headSize, buffers.mixed, to);
            }
        }
    }

    /** Heads normed, where the family does so, and rotated to the new token's position. */
    private void turn(float[] x, int from, int heads, float @Nullable [] norm) {
        int pairs = headSize / 2;
        for (int head = 0; head < heads; head++) {
            int at = from + head * headSize;
            if (norm != null) {
                VectorKernels.norm(x, at, norm, config.normEpsilon(), x, at, headSize);
            }
            for (int i = 0; i < pairs; i++) {
                float cosine = cosines[length * pairs + i];
                float sine = sines[length * pairs + i];
                float one = x[at + i];
                float two = x[at + pairs + i];
                x[at + i] = one * cosine - two * sine;
                x[at + pairs + i] = two * cosine + one * sine;
            }
        }
    }

    @Override
    public void repeatEach(int count) {
        if (count == 1) {
            return;
        }
        keys = repeated(keys, count);
        values = repeated(values, count);
        rows *= count;
    }

    private static float[][][] repeated(float[][][] cache, int count) {
        var repeated = new float[cache.length][][];
        for (int layer = 0; layer < cache.length; layer++) {
            repeated[layer] = new float[cache[layer].length * count][];
            for (int row = 0; row < repeated[layer].length; row++) {
                repeated[layer][row] = PackedDecoder.copy(cache[layer][row / count]);
            }
        }
        return repeated;
    }

    @Override
    public void keepRows(long[] index) {
        for (float[][][] cache : new float[][][][] {keys, values}) {
            for (int layer = 0; layer < cache.length; layer++) {
                var kept = new float[index.length][];
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = cache[layer][(int) index[i]];
                }
                cache[layer] = kept;
            }
        }
        rows = index.length;
    }

    @Override
    public void close() {}
}
