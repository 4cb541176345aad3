package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.maslin.core.Figure;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/** Measures models on given texts. */
public final class Scorer {

    private static final double Z = 1.959963984540054;

    /** log p(completion | prompt) of each row, end token included. */
    public double[] logProbs(LanguageModel model, List<PromptCompletion> rows) {
        List<Encoded> encoded =
                rows.stream()
                        .map(
                                row ->
                                        model.layout()
                                                .promptAndCompletion(
                                                        row.prompt(), row.completion()))
                        .map(row -> row.truncated(model.config().maxPositions()))
                        .toList();
        return SequenceLogProbs.of(model.network(), encoded, model.config().padId());
    }

    /** The logits after each token of rows {@code {"input_ids"}}, each row by itself. */
    public List<float[][]> logits(LanguageModel model, Path data) throws IOException {
        Decoder network = model.network();
        return JsonLines.read(
                data,
                row -> {
                    long[] ids = row.ids("input_ids");
                    try (Scope scope = Scope.open();
                            NoGradient off = NoGradient.open()) {
                        Tensor hidden = network.hidden(Tensor.of(ids, 1, ids.length));
                        float[] flat = network.logits(hidden).floats();
                        int width = flat.length / ids.length;
                        var logits = new float[ids.length][];
                        for (int t = 0; t < logits.length; t++) {
                            logits[t] = Arrays.copyOfRange(flat, t * width, (t + 1) * width);
                        }
                        return logits;
                    }
                });
    }

    /**
     * exp of the mean negative log-likelihood of a token, over rows {@code
     * {"prompt","completion"}}, of which the completion counts, or {@code {"text"}}. The interval
     * is that of a ratio of sums over rows (delta method), carried through exp.
     */
    public Figure perplexity(LanguageModel model, Path data) throws IOException {
        List<Encoded> rows =
                JsonLines.examples(data, model.layout(), model.config().maxPositions());
        double[] logProbs = SequenceLogProbs.of(model.network(), rows, model.config().padId());
        double tokens = 0;
        double total = 0;
        for (int i = 0; i < logProbs.length; i++) {
            tokens += TokenBatch.weightOf(rows.get(i), 0);
            total -= logProbs[i];
        }
        double mean = total / tokens;
        String method = "perplexity by token, delta-method interval over rows";
        if (rows.size() < 2) {
            return Figure.withoutInterval(Math.exp(mean), rows.size(), method);
        }
        double squares = 0;
        for (int i = 0; i < logProbs.length; i++) {
            double residual = -logProbs[i] - mean * TokenBatch.weightOf(rows.get(i), 0);
            squares += residual * residual;
        }
        double n = rows.size();
        double error = Math.sqrt(squares * n / (n - 1)) / tokens;
        return Figure.withInterval(
                Math.exp(mean),
                Math.exp(mean - Z * error),
                Math.exp(mean + Z * error),
                rows.size(),
                method);
    }

    /** The share of pairs whose chosen completion scores strictly higher; ties count as wrong. */
    public Figure rewardAccuracy(RewardModel model, List<PreferencePair> pairs) {
        double[] chosen =
                model.rewards(
                        pairs.stream()
                                .map(pair -> new PromptCompletion(pair.prompt(), pair.chosen()))
                                .toList());
        double[] rejected =
                model.rewards(
                        pairs.stream()
                                .map(pair -> new PromptCompletion(pair.prompt(), pair.rejected()))
                                .toList());
        int right = 0;
        for (int i = 0; i < chosen.length; i++) {
            right += chosen[i] > rejected[i] ? 1 : 0;
        }
        return wilson(right, chosen.length);
    }

    private static Figure wilson(int hits, int n) {
        double p = (double) hits / n;
        double z2 = Z * Z;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        return Figure.withInterval(
                p,
                Math.max(0, centre - half),
                Math.min(1, centre + half),
                n,
                "reward accuracy, Wilson interval");
    }
}
