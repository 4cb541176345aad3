package org.maslin.train.network;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Tensor;

/**
 * Keys and values of the tokens so far, for rows of equal length, so that each new token costs one
 * position. Rotary angles are applied before a key is stored.
 */
public final class KvCache implements Attention {

    private final Rotary rotary;
    private final Tensor[] keys;
    private final Tensor[] values;
    private long length;
    private long arriving;
    private @Nullable Positions positions;

    private KvCache(Rotary rotary, Tensor[] keys, Tensor[] values) {
        this.rotary = rotary;
        this.keys = keys;
        this.values = values;
    }

    /** An empty cache of {@code rows} rows with room for {@code capacity} tokens each. */
    public static KvCache of(ModelConfig config, Rotary rotary, int rows, int capacity) {
        var keys = new Tensor[config.layers()];
        var values = new Tensor[config.layers()];
        long[] shape = {rows, config.keyValueHeads(), capacity, config.headSize()};
        for (int layer = 0; layer < keys.length; layer++) {
            keys[layer] = Tensor.zeros(ElementType.FLOAT32, shape);
            values[layer] = Tensor.zeros(ElementType.FLOAT32, shape);
        }
        return new KvCache(rotary, keys, values);
    }

    /** The last hidden state [rows, hidden] after {@code ids} int64 [rows, T] are appended. */
    public Tensor append(Decoder network, Tensor ids) {
        arriving = ids.size(1);
        positions = rotary.range(length, arriving);
        Tensor hidden = network.hidden(ids, this);
        length += arriving;
        return hidden.slice(1, arriving - 1, 1).reshape(hidden.size(0), -1);
    }

    /** The keys of a layer [rows, key-value heads, capacity, head size]. */
    public Tensor keys(int layer) {
        return keys[layer];
    }

    /** The values of a layer, the same shape. */
    public Tensor values(int layer) {
        return values[layer];
    }

    /** Each row {@code count} times in a row. */
    public void repeatEach(int count) {
        for (int layer = 0; layer < keys.length; layer++) {
            keys[layer] = replaced(keys[layer], keys[layer].repeatEach(0, count));
            values[layer] = replaced(values[layer], values[layer].repeatEach(0, count));
        }
    }

    /** Only the rows at {@code index}. */
    public void keepRows(long[] index) {
        try (Tensor rows = Tensor.of(index, index.length)) {
            for (int layer = 0; layer < keys.length; layer++) {
                keys[layer] = replaced(keys[layer], keys[layer].pick(0, rows));
                values[layer] = replaced(values[layer], values[layer].pick(0, rows));
            }
        }
    }

    private static Tensor replaced(Tensor old, Tensor next) {
        old.close();
        return next;
    }

    @Override
    public Positions positions() {
        return Objects.requireNonNull(positions);
    }

    @Override
    public Tensor attend(int layer, int window, Tensor q, Tensor k, Tensor v) {
        keys[layer].slice(2, length, arriving).copyInPlace(k);
        values[layer].slice(2, length, arriving).copyInPlace(v);
        return length == 0 ? CausalAttention.attend(window, q, k, v) : attendOne(layer, window, q);
    }

    /** The heads of a group are rows of one product, so grouped keys need no copies. */
    private Tensor attendOne(int layer, int window, Tensor q) {
        long rows = q.size(0);
        long heads = q.size(1);
        long size = q.size(3);
        long groups = keys[layer].size(1);
        Tensor grouped = q.reshape(rows, groups, heads / groups, size);
        long first = window == 0 ? 0 : Math.max(0, length + 1 - window);
        Tensor seenKeys = keys[layer].slice(2, first, length + 1 - first);
        Tensor seenValues = values[layer].slice(2, first, length + 1 - first);
        Tensor scores = grouped.matmul(seenKeys.transpose(2, 3)).times(1 / Math.sqrt(size));
        return scores.softmax(-1).matmul(seenValues).reshape(rows, heads, 1, size);
    }
}
