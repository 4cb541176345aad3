package org.maslin.train;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/** Reads rewards off the last token of each row. */
final class RewardHead {

    private RewardHead() {}

    /** The head among a reward model's weights: [1, hidden]. */
    static Tensor of(Map<String, Tensor> weights) {
        return Objects.requireNonNull(weights.get("score.weight"));
    }

    /** The rewards of the rows: [n]. */
    static Tensor rewards(Decoder network, Tensor head, List<Encoded> rows, int padId) {
        return rewards(new Pass(network, false), head, rows, padId);
    }

    /** The same in a pass that has a way back. */
    static Tensor rewards(Pass pass, Tensor head, List<Encoded> rows, int padId) {
        TokenBatch tokens = TokenBatch.of(rows, padId, 0);
        long longest = tokens.ids().size(1);
        var last = new long[rows.size()];
        for (int row = 0; row < last.length; row++) {
            last[row] = row * longest + rows.get(row).length() - 1;
        }
        Tensor hidden = pass.hidden(tokens.ids(), tokens.attention(pass.network().rotary()));
        return hidden.reshape(-1, hidden.size(-1))
                .pick(0, Tensor.of(last, last.length))
                .linear(head)
                .reshape(-1);
    }
}
