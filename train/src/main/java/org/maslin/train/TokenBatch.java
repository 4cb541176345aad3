package org.maslin.train;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.train.loss.TokenRows;
import org.maslin.train.network.Attention;
import org.maslin.train.network.CausalAttention;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.PackedAttention;
import org.maslin.train.network.Rotary;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Rows of tokens and the n positions whose next token counts.
 *
 * @param ids int64 [rows, longest], padded on the right; or [1, all], one row after another
 * @param documents lengths of the rows where they stand one after another, else null
 * @param positions int64 [n], indices into the flattened rows
 * @param targets int64 [n], the tokens that follow
 * @param weights [n], what each counts
 * @param rowOf int64 [n], the row each belongs to
 * @param rows how many rows there are
 */
record TokenBatch(
        Tensor ids,
        long @Nullable [] documents,
        Tensor positions,
        Tensor targets,
        Tensor weights,
        Tensor rowOf,
        int rows) {

    /**
     * @param promptWeight what a prompt's token counts; 0 leaves prompts out
     */
    static TokenBatch of(List<Encoded> examples, int padId, double promptWeight) {
        int longest = examples.stream().mapToInt(Encoded::length).max().orElse(0);
        var starts = new int[examples.size()];
        for (int row = 0; row < starts.length; row++) {
            starts[row] = row * longest;
        }
        return of(examples, starts, starts.length * longest, padId, promptWeight, null);
    }

    /** The examples in one row without padding; none sees another. */
    static TokenBatch packed(List<Encoded> examples, double promptWeight) {
        var starts = new int[examples.size()];
        int all = 0;
        for (int row = 0; row < starts.length; row++) {
            starts[row] = all;
            all += examples.get(row).length();
        }
        long[] documents = examples.stream().mapToLong(Encoded::length).toArray();
        return of(examples, starts, all, 0, promptWeight, documents);
    }

    private static TokenBatch of(
            List<Encoded> examples,
            int[] starts,
            int size,
            int padId,
            double promptWeight,
            long @Nullable [] documents) {
        var ids = new long[size];
        Arrays.fill(ids, padId);
        var positions = new long[size];
        var targets = new long[size];
        var weights = new float[size];
        var rowOf = new long[size];
        int n = 0;
        for (int row = 0; row < starts.length; row++) {
            Encoded example = examples.get(row);
            System.arraycopy(example.ids(), 0, ids, starts[row], example.length());
            for (int t = 1; t < example.length(); t++) {
                double weight = weightOf(example, t, promptWeight);
                if (weight > 0) {
                    positions[n] = starts[row] + t - 1;
                    targets[n] = example.ids()[t];
                    weights[n] = (float) weight;
                    rowOf[n++] = row;
                }
            }
        }
        int rows = documents == null ? starts.length : 1;
        return new TokenBatch(
                Tensor.of(ids, rows, rows == 0 ? 0 : size / rows),
                documents,
                Tensor.of(Arrays.copyOf(positions, n), n),
                Tensor.of(Arrays.copyOf(targets, n), n),
                Tensor.of(Arrays.copyOf(weights, n), n),
                Tensor.of(Arrays.copyOf(rowOf, n), n),
                starts.length);
    }

    private static double weightOf(Encoded example, int t, double promptWeight) {
        boolean @Nullable [] counts = example.counts();
        if (counts != null) {
            return counts[t] ? 1 : 0;
        }
        return t < example.promptLength() ? promptWeight : 1;
    }

    /** The sum of the weights that {@link #of} would give an example. */
    static double weightOf(Encoded example, double promptWeight) {
        double weight = 0;
        for (int t = 1; t < example.length(); t++) {
            weight += weightOf(example, t, promptWeight);
        }
        return weight;
    }

    Attention attention(Rotary rotary) {
        return documents == null
                ? CausalAttention.over(rotary, ids.size(1))
                : PackedAttention.over(rotary, documents);
    }

    /** What a pass says of the positions that count, with a way back. */
    TokenScores scores(Pass pass, double temperature) {
        return pass.scores(hidden(pass), targets.longs(), temperature);
    }

    /** The last hidden states of the positions that count: [n, hidden]. */
    Tensor hidden(Pass pass) {
        return counted(pass.hidden(ids, attention(pass.network().rotary())));
    }

    private Tensor counted(Tensor hidden) {
        return hidden.reshape(-1, hidden.size(-1)).pick(0, positions);
    }

    /** log p(target) of the positions that count: [n], without a way back. */
    Tensor logProbs(Decoder network, double temperature) {
        try (NoGradient off = NoGradient.open();
                Scope scope = Scope.open()) {
            Tensor hidden = counted(Pass.ahead(network, ids, attention(network.rotary())));
            var vocabulary = new Vocabulary(network);
            long[] wanted = targets.longs();
            var all = new float[wanted.length];
            int atOnce = vocabulary.tokens();
            for (int at = 0; at < all.length; at += atOnce) {
                int n = Math.min(atOnce, all.length - at);
                long[] some = Arrays.copyOfRange(wanted, at, at + n);
                try (Shares shares =
                        vocabulary.shares(hidden.slice(0, at, n), some, 1 / temperature)) {
                    System.arraycopy(shares.logProbs(), 0, all, at, n);
                }
            }
            return scope.keep(Tensor.of(all, all.length));
        }
    }

    TokenRows tokenRows() {
        return new TokenRows(rowOf, rows);
    }

    /** Sums of n values by row: [rows]. */
    Tensor sumByRow(Tensor values) {
        return values.sumByGroup(rowOf, rows);
    }

    /** How many positions count. */
    long counted() {
        return targets.count();
    }
}
