package org.maslin.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.maslin.train.tensor.Tensor;

/** What a pass says of the tokens of a batch that count, and the way back from their log p. */
final class TokenScores {

    private final Vocabulary vocabulary;
    private final Tensor hidden;
    private final List<Shares> parts = new ArrayList<>();
    private final Tensor logProbs;

    /**
     * @param hidden the states [n, hidden] that a pass has left of the tokens
     * @param scale of their scores, the inverse of a temperature
     */
    TokenScores(Vocabulary vocabulary, Tensor hidden, long[] targets, double scale) {
        this.vocabulary = vocabulary;
        this.hidden = hidden;
        int atOnce = vocabulary.tokens();
        for (int at = 0; at < targets.length; at += atOnce) {
            int end = Math.min(targets.length, at + atOnce);
            Tensor some = hidden.detached().slice(0, at, end - at);
            parts.add(vocabulary.shares(some, Arrays.copyOfRange(targets, at, end), scale));
        }
        logProbs = joined(parts, Shares::logProbs).asLeaf();
    }

    private interface Figure {
        float[] of(Shares shares);
    }

    private static Tensor joined(List<Shares> parts, Figure figure) {
        var all = new float[parts.stream().mapToInt(Shares::rows).sum()];
        int at = 0;
        for (Shares part : parts) {
            System.arraycopy(figure.of(part), 0, all, at, part.rows());
            at += part.rows();
        }
        return Tensor.of(all, all.length);
    }

    /** log p of each token [n], from which there is a way back. */
    Tensor logProbs() {
        return logProbs;
    }

    /** The sum of the tokens' -Σ p log p. */
    double entropy() {
        return joined(parts, Shares::entropies).sum().item();
    }

    /** The mean score of each token's whole vocabulary: [n]. */
    Tensor means() {
        return joined(parts, Shares::means);
    }

    /** log Σ p² of each token's whole vocabulary: [n]. */
    Tensor collisions() {
        return joined(parts, Shares::collisions);
    }

    /** 1 where no token was likelier than the one that counts, else 0: [n]. */
    Tensor likeliest() {
        return joined(parts, Shares::likeliest);
    }

    /** Once a loss has gone back to log p: on to what the hidden states came from; once only. */
    void back() {
        if (parts.isEmpty()) {
            hidden.backward(hidden.detached());
            return;
        }
        float[] gradient = logProbs.gradient().floats();
        List<Tensor> results = new ArrayList<>();
        int at = 0;
        for (Shares part : parts) {
            int n = part.rows();
            float[] some = Arrays.copyOfRange(gradient, at, at + n);
            results.add(vocabulary.back(hidden.detached().slice(0, at, n), part, some));
            at += n;
        }
        hidden.backward(Tensor.concatenate(0, results.toArray(Tensor[]::new)));
        results.forEach(Tensor::close);
    }
}
