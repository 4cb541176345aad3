package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
        return SequenceLogProbs.of(model.network(), encoded(model, rows), model.config().padId());
    }

    private static List<Encoded> encoded(LanguageModel model, List<PromptCompletion> rows) {
        return rows.stream()
                .map(row -> model.layout().promptAndCompletion(row.prompt(), row.completion()))
                .map(row -> row.truncated(model.config().maxPositions()))
                .toList();
    }

    /** The logits after each token of rows {@code {"input_ids"}}, each row by itself. */
    public List<float[][]> logits(LanguageModel model, Path data) throws IOException {
        Decoder network = model.network();
        return JsonLines.read(
                data,
                row -> {
                    long[] ids = model.layout().known(row.ids("input_ids"));
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
        return perplexityOf(
                model, JsonLines.examples(data, model.layout(), model.config().maxPositions()));
    }

    /** The same of completions. */
    public Figure perplexity(LanguageModel model, List<PromptCompletion> rows) {
        return perplexityOf(model, encoded(model, rows));
    }

    private static Figure perplexityOf(LanguageModel model, List<Encoded> rows) {
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
        return rewardAccuracy(model, pairs, pair -> "").all();
    }

    /**
     * The same, and in each subset.
     *
     * @param subset the name of a pair's; empty for none
     */
    public RewardAccuracies rewardAccuracy(
            RewardModel model,
            List<PreferencePair> pairs,
            Function<PreferencePair, String> subset) {
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
        return accuracy(chosen, rejected, pairs.stream().map(subset).toList());
    }

    /**
     * The same over rows as the trainer reads them: texts, conversations or tokens.
     *
     * @param field the field of each row that names its subset, with dots into objects; null for
     *     {@code subset} or {@code metadata.subset} where rows have one
     */
    public RewardAccuracies rewardAccuracy(RewardModel model, Path data, @Nullable String field)
            throws IOException {
        List<Rows.Pair> pairs = model.rows(model.config().maxPositions()).pairs(data);
        return accuracy(
                model.rewardsOf(pairs.stream().map(Rows.Pair::chosen).toList()),
                model.rewardsOf(pairs.stream().map(Rows.Pair::rejected).toList()),
                JsonLines.subsets(data, field));
    }

    static RewardAccuracies accuracy(double[] chosen, double[] rejected, List<String> subsets) {
        var right = new int[chosen.length];
        Map<String, int[]> counts = new TreeMap<>();
        for (int i = 0; i < chosen.length; i++) {
            right[i] = chosen[i] > rejected[i] ? 1 : 0;
            if (!subsets.get(i).isEmpty()) {
                int[] count = counts.computeIfAbsent(subsets.get(i), name -> new int[2]);
                count[0] += right[i];
                count[1]++;
            }
        }
        Map<String, Figure> figures = new LinkedHashMap<>();
        counts.forEach((name, count) -> figures.put(name, wilson(count[0], count[1])));
        return new RewardAccuracies(wilson(Arrays.stream(right).sum(), right.length), figures);
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
