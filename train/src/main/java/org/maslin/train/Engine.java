package org.maslin.train;

import org.maslin.train.network.Decoder;
import org.maslin.train.network.KvCache;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/** What computes the next token's logits of rows of equal length, keeping what it has read. */
interface Engine extends AutoCloseable {

    /** Logits [rows × vocabulary] after prompts of equal length. */
    float[] read(long[][] prompts);

    /**
     * Logits [rows × vocabulary] after one more token of each row, at the beginning of an array
     * that the next call may overwrite.
     */
    float[] next(long[] tokens);

    /** Each row {@code count} times in a row. */
    void repeatEach(int count);

    /** Only the rows at {@code index}. */
    void keepRows(long[] index);

    @Override
    void close();

    /** The plain engine: libtorch, the same operations as in training. */
    final class Plain implements Engine {

        private final Decoder network;
        private final KvCache cache;

        Plain(Decoder network, int rows, int capacity) {
            this.network = network;
            this.cache = KvCache.of(network.config(), network.rotary(), rows, capacity);
        }

        @Override
        public float[] read(long[][] prompts) {
            int width = prompts[0].length;
            var flat = new long[prompts.length * width];
            for (int row = 0; row < prompts.length; row++) {
                System.arraycopy(prompts[row], 0, flat, row * width, width);
            }
            return logits(flat, prompts.length, width);
        }

        @Override
        public float[] next(long[] tokens) {
            return logits(tokens, tokens.length, 1);
        }

        private float[] logits(long[] ids, int rows, int width) {
            try (Scope scope = Scope.open()) {
                return network.logits(cache.append(network, Tensor.of(ids, rows, width))).floats();
            }
        }

        @Override
        public void repeatEach(int count) {
            cache.repeatEach(count);
        }

        @Override
        public void keepRows(long[] index) {
            cache.keepRows(index);
        }

        @Override
        public void close() {}
    }
}
