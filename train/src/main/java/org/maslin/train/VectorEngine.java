package org.maslin.train;

import java.util.Arrays;
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

    private final Decoder network;
    private final PackedDecoder packed;
    private final ModelConfig config;
    private final int capacity;
    private final int headSize;
    private final int groups;
    private final int perGroup;
    private final float[] cosines;
    private final float[] sines;
    private float[][][] keys;
    private float[][][] values;
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
        this.keys = new float[config.layers()][rows][groups * headSize * capacity];
        this.values = new float[config.layers()][rows][groups * headSize * capacity];
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
                        keys[layer][row][base + d * capacity + t] = k[at++];
                    }
                }
            }
        }
    }

    @Override
    public float[] next(long[] tokens) {
        int hidden = config.hiddenSize();
        int full = (rows + 3) / 4 * 4;
        var x = new float[full * hidden];
        for (int row = 0; row < rows; row++) {
            packed.embed(tokens[row], x, row * hidden);
        }
        var h = new float[full * hidden];
        int attended = config.attentionHeads() * headSize;
        int qkvWidth = VectorKernels.padded(attended + 2 * groups * headSize);
        int hiddenWidth = VectorKernels.padded(hidden);
        int gateWidth = VectorKernels.padded(2 * config.intermediateSize());
        var qkv = new float[full * qkvWidth];
        var mixed = new float[full * attended];
        var out = new float[full * hiddenWidth];
        var gates = new float[full * gateWidth];
        var inner = new float[full * config.intermediateSize()];
        var scores = new float[length + 1];
        for (int layer = 0; layer < config.layers(); layer++) {
            PackedDecoder.Block block = packed.blocks[layer];
            norm(x, h, block.inputNorm(), hidden);
            VectorKernels.multiply(h, rows, hidden, block.qkv(), qkv, qkvWidth);
            PackedDecoder.addEach(qkv, rows, qkvWidth, block.qkvBias());
            for (int row = 0; row < rows; row++) {
                attend(layer, row, block, qkv, row * qkvWidth, mixed, row * attended, scores);
            }
            VectorKernels.multiply(mixed, rows, attended, block.output(), out, hiddenWidth);
            PackedDecoder.addEach(out, rows, hiddenWidth, block.outputBias());
            addRows(out, hiddenWidth, x, hidden);
            norm(x, h, block.middleNorm(), hidden);
            VectorKernels.multiply(h, rows, hidden, block.gateUp(), gates, gateWidth);
            PackedDecoder.addEach(gates, rows, gateWidth, block.gateUpBias());
            int size = config.intermediateSize();
            for (int row = 0; row < rows; row++) {
                int gate = row * gateWidth;
                VectorKernels.gated(gates, gate, gate + size, inner, row * size, size);
            }
            VectorKernels.multiply(inner, rows, size, block.down(), out, hiddenWidth);
            PackedDecoder.addEach(out, rows, hiddenWidth, block.downBias());
            addRows(out, hiddenWidth, x, hidden);
        }
        length++;
        norm(x, h, packed.norm, hidden);
        return logits(h, full);
    }

    private float[] logits(float[] h, int full) {
        int vocabulary = config.vocabularySize();
        int width = VectorKernels.padded(vocabulary);
        var wide = new float[full * width];
        VectorKernels.multiply(h, rows, config.hiddenSize(), packed.head, wide, width);
        if (width == vocabulary) {
            return wide;
        }
        var logits = new float[rows * vocabulary];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(wide, row * width, logits, row * vocabulary, vocabulary);
        }
        return logits;
    }

    private void addRows(float[] from, int width, float[] to, int hidden) {
        for (int row = 0; row < rows; row++) {
            VectorKernels.add(1, from, row * width, to, row * hidden, hidden);
        }
    }

    private void norm(float[] x, float[] h, float[] weight, int size) {
        for (int row = 0; row < rows; row++) {
            norm(x, row * size, h, row * size, weight, size);
        }
    }

    private void norm(float[] x, int from, float[] h, int to, float[] weight, int size) {
        float mean = VectorKernels.squares(x, from, size) / size;
        float by = (float) (1 / Math.sqrt(mean + config.normEpsilon()));
        for (int i = 0; i < size; i++) {
            h[to + i] = x[from + i] * by * weight[i];
        }
    }

    /** One row's new token: its key and value are kept, its queries see all before it. */
    private void attend(
            int layer,
            int row,
            PackedDecoder.Block block,
            float[] qkv,
            int from,
            float[] mixed,
            int to,
            float[] scores) {
        int heads = config.attentionHeads();
        turn(qkv, from, heads, block.queryNorm());
        int firstKey = from + heads * headSize;
        turn(qkv, firstKey, groups, block.keyNorm());
        int firstValue = firstKey + groups * headSize;
        float[] k = keys[layer][row];
        float[] v = values[layer][row];
        int window = config.windows().get(layer);
        int first = window == 0 ? 0 : Math.max(0, length + 1 - window);
        int seen = length + 1 - first;
        float scale = (float) (1 / Math.sqrt(headSize));
        for (int group = 0; group < groups; group++) {
            int base = group * headSize * capacity;
            for (int d = 0; d < headSize; d++) {
                k[base + d * capacity + length] = qkv[firstKey + group * headSize + d];
            }
            System.arraycopy(
                    qkv, firstValue + group * headSize, v, base + length * headSize, headSize);
            for (int head = group * perGroup; head < (group + 1) * perGroup; head++) {
                Arrays.fill(scores, 0, seen, 0);
                for (int d = 0; d < headSize; d++) {
                    float q = qkv[from + head * headSize + d];
                    VectorKernels.add(q, k, base + d * capacity + first, scores, 0, seen);
                }
                VectorKernels.softmax(scores, seen, scale);
                int at = to + head * headSize;
                Arrays.fill(mixed, at, at + headSize, 0);
                for (int t = 0; t < seen; t++) {
                    VectorKernels.add(
                            scores[t], v, base + (first + t) * headSize, mixed, at, headSize);
                }
            }
        }
    }

    /** Heads normed, where the family does so, and rotated to the new token's position. */
    private void turn(float[] x, int from, int heads, float @Nullable [] norm) {
        int pairs = headSize / 2;
        for (int head = 0; head < heads; head++) {
            int at = from + head * headSize;
            if (norm != null) {
                norm(x, at, x, at, norm, headSize);
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
