package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import org.maslin.train.loss.Advantages;
import org.maslin.train.loss.PpoLosses;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Completions with all that PPO learns from. A completion's tokens are places 0 to L; a value
 * stands before each token, and one more after the last where the completion is shorter than
 * allowed.
 */
final class PpoBatch {

    private static final double TEMPERATURE_FLOOR = 1e-7;

    private final TrainingConfig.Rollouts wanted;
    private final List<Encoded> rows;
    private final int padId;
    final double[] scores;
    final double[][] oldLogProbs;
    final double[][] divergences;
    final double[][] rewards;
    final double[][] values;
    final double[][] rawAdvantages;
    final double[][] advantages;
    final double[][] returns;

    private PpoBatch(
            TrainingConfig.Rollouts wanted,
            List<Encoded> rows,
            int padId,
            double[] scores,
            double[][] old,
            double[][] reference,
            double[][] values) {
        this.wanted = wanted;
        this.rows = rows;
        this.padId = padId;
        this.scores = scores;
        this.oldLogProbs = old;
        this.values = values;
        int n = rows.size();
        divergences = new double[n][];
        var rewarded = new double[n][];
        var counts = new boolean[n][];
        var tokens = new boolean[n][];
        for (int row = 0; row < n; row++) {
            int width = wanted.maxTokens();
            int length = old[row].length;
            divergences[row] = new double[length];
            rewarded[row] = new double[width];
            counts[row] = new boolean[width];
            tokens[row] = new boolean[width];
            for (int t = 0; t < width; t++) {
                counts[row][t] = t <= length;
                tokens[row][t] = t < length;
                if (t < length) {
                    double log = old[row][t] - reference[row][t];
                    double kl = wanted.cubicKl() ? Math.expm1(-log) + log : log;
                    divergences[row][t] = kl;
                    rewarded[row][t] = -wanted.klWeight() * kl;
                }
            }
            rewarded[row][Math.min(length, width - 1)] += scores[row];
        }
        rewards =
                wanted.whitenRewards()
                        ? kept(Advantages.whitened(rewarded, counts, false), counts)
                        : rewarded;
        rawAdvantages = new double[n][];
        returns = new double[n][];
        for (int row = 0; row < n; row++) {
            rawAdvantages[row] =
                    Advantages.generalised(
                            rewards[row], values[row], wanted.gamma(), wanted.lambda());
            returns[row] = new double[rawAdvantages[row].length];
            for (int t = 0; t < returns[row].length; t++) {
                returns[row][t] = rawAdvantages[row][t] + values[row][t];
            }
        }
        advantages = Advantages.whitened(rawAdvantages, tokens, true);
    }

    private static double[][] kept(double[][] values, boolean[][] counts) {
        for (int row = 0; row < values.length; row++) {
            for (int t = 0; t < values[row].length; t++) {
                values[row][t] = counts[row][t] ? values[row][t] : 0;
            }
        }
        return values;
    }

    /** The batch as the policy and its critic see it before the first step. */
    static PpoBatch of(
            TrainingConfig config,
            List<Encoded> rows,
            double[] scores,
            Decoder policy,
            Decoder reference,
            Decoder critic,
            Tensor head,
            int padId) {
        TrainingConfig.Rollouts wanted = config.rollouts();
        double temperature = wanted.temperature() + TEMPERATURE_FLOOR;
        float[] old = TokenLogProbs.of(policy, rows, padId, temperature);
        float[] fixed = TokenLogProbs.of(reference, rows, padId, temperature);
        int width = wanted.maxTokens();
        var values = new double[rows.size()][width];
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            double[] flat = values(new Pass(critic, false), head, rows, padId, width).doubles();
            int at = 0;
            for (int row = 0; row < values.length; row++) {
                int places = places(rows.get(row), width);
                System.arraycopy(flat, at, values[row], 0, places);
                at += places;
            }
        }
        return new PpoBatch(
                wanted, rows, padId, scores, byRow(old, rows), byRow(fixed, rows), values);
    }

    private static double[][] byRow(float[] flat, List<Encoded> rows) {
        var byRow = new double[rows.size()][];
        int at = 0;
        for (int row = 0; row < byRow.length; row++) {
            byRow[row] = new double[rows.get(row).completionLength()];
            for (int t = 0; t < byRow[row].length; t++) {
                byRow[row][t] = flat[at++];
            }
        }
        return byRow;
    }

    /** How many values a row has. */
    private static int places(Encoded row, int width) {
        return Math.min(width, row.completionLength() + 1);
    }

    /** Values before each token of the completions and after the last, row after row. */
    private static Tensor values(Pass pass, Tensor head, List<Encoded> rows, int padId, int width) {
        TokenBatch tokens = TokenBatch.of(rows, padId, 0);
        long longest = tokens.ids().size(1);
        List<Long> positions = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int t = 0; t < places(rows.get(row), width); t++) {
                positions.add(row * longest + rows.get(row).promptLength() - 1 + t);
            }
        }
        long[] at = positions.stream().mapToLong(Long::longValue).toArray();
        Tensor hidden = pass.hidden(tokens.ids(), tokens.attention(pass.network().rotary()));
        return hidden.reshape(-1, hidden.size(-1))
                .pick(0, Tensor.of(at, at.length))
                .linear(head)
                .reshape(-1);
    }

    Tensor policyLoss(Pass pass, PpoFigures figures) {
        TokenBatch tokens = TokenBatch.of(rows, padId, 0);
        Tensor logProbs = tokens.scores(pass, wanted.temperature() + TEMPERATURE_FLOOR).logProbs();
        Tensor old = flat(oldLogProbs, false);
        Tensor a = flat(advantages, false);
        Tensor loss = PpoLosses.policy(logProbs, old, a, wanted.loss().low());
        figures.addPolicy(
                logProbs.doubles(), old.doubles(), a.doubles(), wanted.loss().low(), loss.item());
        return loss;
    }

    Tensor valueLoss(Pass pass, Tensor head, PpoFigures figures) {
        Tensor now = values(pass, head, rows, padId, wanted.maxTokens());
        Tensor old = flat(values, true);
        Tensor target = flat(returns, true);
        Tensor loss = PpoLosses.value(now, old, target, wanted.valueRange());
        figures.addValue(
                now.doubles(), old.doubles(), target.doubles(), wanted.valueRange(), loss.item());
        return loss;
    }

    /** What places of completions hold, row after row; those of values, or those of tokens. */
    private Tensor flat(double[][] byRow, boolean ofValues) {
        List<Double> flat = new ArrayList<>();
        for (int row = 0; row < byRow.length; row++) {
            int length =
                    ofValues
                            ? places(rows.get(row), wanted.maxTokens())
                            : rows.get(row).completionLength();
            for (int t = 0; t < length; t++) {
                flat.add(byRow[row][t]);
            }
        }
        var values = new float[flat.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = flat.get(i).floatValue();
        }
        return Tensor.of(values, values.length);
    }

    /** Places of all rows, those beyond a completion's end included. */
    int allPlaces() {
        return rows.size() * wanted.maxTokens();
    }

    int size() {
        return rows.size();
    }

    double klWeight() {
        return wanted.klWeight();
    }
}
