package org.maslin.train;

import java.util.List;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tokenizer.Encoded;

/** log p of each token that counts, without gradients. */
final class TokenLogProbs {

    private TokenLogProbs() {}

    /**
     * @param temperature by which logits are divided
     * @return of each token of {@link TokenBatch#of} over the same rows, in its order
     */
    static float[] of(Decoder network, List<Encoded> rows, int padId, double temperature) {
        try (Scope scope = Scope.open()) {
            return TokenBatch.of(rows, padId, 0).logProbs(network, temperature).floats();
        }
    }
}
