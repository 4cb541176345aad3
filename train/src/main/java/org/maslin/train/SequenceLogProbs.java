package org.maslin.train;

import java.util.List;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tokenizer.Encoded;

/** log p(completion | prompt) of many rows, without gradients. */
final class SequenceLogProbs {

    private SequenceLogProbs() {}

    static double[] of(Decoder network, List<Encoded> rows, int padId) {
        var logProbs = new double[rows.size()];
        for (int[] batch : LengthBatches.of(rows)) {
            try (Scope scope = Scope.open()) {
                TokenBatch tokens = TokenBatch.of(Examples.pick(rows, batch), padId, 0);
                double[] sums = tokens.sumByRow(tokens.logProbs(network, 1)).doubles();
                for (int i = 0; i < batch.length; i++) {
                    logProbs[batch[i]] = sums[i];
                }
            }
        }
        return logProbs;
    }
}
