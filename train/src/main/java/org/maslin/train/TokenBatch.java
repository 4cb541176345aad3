package org.maslin.train;

import java.util.Arrays;
import java.util.List;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Rows of tokens, padded on the right, and the n positions whose next token counts.
 *
 * @param ids int64 [rows, longest]
 * @param positions int64 [n], indices into the flattened rows
 * @param targets int64 [n], the tokens that follow
 * @param weights [n], what each counts
 * @param rowOf int64 [n], the row each belongs to
 * @param rows how many rows there are
 */
record TokenBatch(
        Tensor ids, Tensor positions, Tensor targets, Tensor weights, Tensor rowOf, int rows) {

    /**
     * @param promptWeight what a prompt's token counts; 0 leaves prompts out
     */
    static TokenBatch of(List<Encoded> examples, int padId, double promptWeight) {
        int rows = examples.size();
        int longest = examples.stream().mapToInt(Encoded::length).max().orElse(0);
        var ids = new long[rows * longest];
        Arrays.fill(ids, padId);
        var positions = new long[ids.length];
        var targets = new long[ids.length];
        var weights = new float[ids.length];
        var rowOf = new long[ids.length];
        int n = 0;
        for (int row = 0; row < rows; row++) {
            Encoded example = examples.get(row);
            System.arraycopy(example.ids(), 0, ids, row * longest, example.length());
            for (int t = firstTarget(example, promptWeight); t < example.length(); t++) {
                positions[n] = row * longest + t - 1;
                targets[n] = example.ids()[t];
                weights[n] = t < example.promptLength() ? (float) promptWeight : 1;
                rowOf[n++] = row;
            }
        }
        return new TokenBatch(
                Tensor.of(ids, rows, longest),
                Tensor.of(Arrays.copyOf(positions, n), n),
                Tensor.of(Arrays.copyOf(targets, n), n),
                Tensor.of(Arrays.copyOf(weights, n), n),
                Tensor.of(Arrays.copyOf(rowOf, n), n),
                rows);
    }

    private static int firstTarget(Encoded example, double promptWeight) {
        return promptWeight > 0 ? 1 : Math.max(1, example.promptLength());
    }

    /** The sum of the weights that {@link #of} would give an example. */
    static double weightOf(Encoded example, double promptWeight) {
        int completion = example.length() - Math.max(1, example.promptLength());
        int prompt = Math.max(0, example.promptLength() - 1);
        return completion + promptWeight * prompt;
    }

    /** Logits of the positions that count: [n, vocabulary]. */
    Tensor logits(Decoder network) {
        Tensor hidden = network.hidden(ids);
        return network.logits(hidden.reshape(-1, hidden.size(-1)).pick(0, positions));
    }

    /** log p(target) of the positions that count: [n]. */
    Tensor logProbs(Decoder network) {
        return logits(network).crossEntropy(targets).negated();
    }

    /** Sums of n values by row: [rows]. */
    Tensor sumByRow(Tensor values) {
        return values.sumByGroup(rowOf, rows);
    }
}
