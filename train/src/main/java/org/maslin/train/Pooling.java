package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.maslin.train.checkpoint.Shards;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/** Which of a row's hidden states its reward is read off. */
public enum Pooling {
    /** The last token's, as the field's class for sequence classification has it. */
    LAST(WeightShapes.Head.SCORE, WeightShapes.SCORE_HEAD),

    /**
     * The mean over the completion's tokens, which small data needs less of to say how good an
     * answer is. The head has a name of its own, so that other tools do not read it otherwise.
     */
    MEAN(WeightShapes.Head.MEAN_SCORE, WeightShapes.MEAN_SCORE_HEAD);

    private final WeightShapes.Head kind;
    private final String weight;

    Pooling(WeightShapes.Head kind, String weight) {
        this.kind = kind;
        this.weight = weight;
    }

    /** What the reward model in a folder was trained with. */
    static Pooling of(Path folder) throws IOException {
        try (Shards shards = Shards.open(folder)) {
            return shards.holderOf(MEAN.weight) == null ? LAST : MEAN;
        }
    }

    WeightShapes.Head kind() {
        return kind;
    }

    /** The head's name among the weights. */
    String weight() {
        return weight;
    }

    /** The head among a reward model's weights: [1, hidden]. */
    Tensor head(Map<String, Tensor> weights) {
        return Objects.requireNonNull(weights.get(weight));
    }

    /** The rewards of the rows: [n]. */
    Tensor rewards(Decoder network, Tensor head, List<Encoded> rows, int padId) {
        return rewards(new Pass(network, false), head, rows, padId);
    }

    /** The same in a pass that has a way back. */
    Tensor rewards(Pass pass, Tensor head, List<Encoded> rows, int padId) {
        return states(pass, rows, padId).linear(head).reshape(-1);
    }

    /** The states that rewards are read off: [n, hidden]. */
    Tensor states(Pass pass, List<Encoded> rows, int padId) {
        TokenBatch tokens = TokenBatch.of(rows, padId, 0);
        int longest = Math.toIntExact(tokens.ids().size(1));
        Tensor hidden = pass.hidden(tokens.ids(), tokens.attention(pass.network().rotary()));
        return switch (this) {
            case LAST -> {
                var last = new long[rows.size()];
                for (int row = 0; row < last.length; row++) {
                    last[row] = (long) row * longest + rows.get(row).length() - 1;
                }
                yield hidden.reshape(-1, hidden.size(-1)).pick(0, Tensor.of(last, last.length));
            }
            case MEAN ->
                    Tensor.of(shares(rows, longest), rows.size(), 1, longest)
                            .toTypeOf(hidden)
                            .matmul(hidden)
                            .reshape(-1, hidden.size(-1));
        };
    }

    /** What each token's state counts in its row's mean. A completion that was cut off has one. */
    private static float[] shares(List<Encoded> rows, int longest) {
        var shares = new float[rows.size() * longest];
        for (int row = 0; row < rows.size(); row++) {
            Encoded encoded = rows.get(row);
            int first = Math.min(encoded.promptLength(), encoded.length() - 1);
            for (int t = first; t < encoded.length(); t++) {
                shares[row * longest + t] = 1f / (encoded.length() - first);
            }
        }
        return shares;
    }
}
