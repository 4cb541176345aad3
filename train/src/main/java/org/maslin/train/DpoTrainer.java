package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.loss.PairLogProbs;
import org.maslin.train.loss.PreferenceLoss;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Direct preference optimisation (Rafailov et al., 2023) and its family: trains on rows {@code
 * {"prompt","chosen","rejected"}} to prefer the chosen ones, held by the start model as reference.
 * The reference's log-probabilities are computed once.
 */
public final class DpoTrainer {

    private final TrainingConfig config;
    private final Team team;

    public DpoTrainer(TrainingConfig config) {
        this(config, Team.alone());
    }

    public DpoTrainer(TrainingConfig config, Team team) {
        this.config = team.widened(config);
        this.team = team;
    }

    /** Trains, or goes on where a stopped run of the same inputs was; leaves a model folder. */
    public TrainingResult run(Path start, Path data, Path out, Progress progress)
            throws IOException {
        try (RunFolder run = RunFolder.open(out, config, team, start, data)) {
            @Nullable TrainingResult finished = run.finished();
            return finished != null ? finished : train(run, start, data, out, progress);
        }
    }

    private TrainingResult train(RunFolder run, Path start, Path data, Path out, Progress progress)
            throws IOException {
        TrainingConfig.Preferences wanted = config.preferences();
        try (Policy policy = Policy.load(start, config)) {
            EncodedPairs pairs = EncodedPairs.of(policy.rows().pairs(data));
            policy.plan(pairs.all(), progress);
            List<List<int[]>> steps = BatchPlan.of(config, pairs.lengths()).steps();
            double[][] reference = reference(policy, pairs, wanted, progress);
            for (int step = run.resume(policy.trainable()); step < steps.size(); ) {
                List<int[]> batches = steps.get(step);
                var figures = new PairFigures(EncodedPairs.count(batches));
                double loss = 0;
                for (int[] batch : team.share(batches)) {
                    try (Scope scope = Scope.open()) {
                        int n = batch.length;
                        List<Encoded> rows = pairs.rows(batch);
                        TokenBatch tokens = TokenBatch.of(rows, policy.padId(), 0);
                        TokenScores scores = tokens.scores(policy.pass(), 1);
                        PairLogProbs logProbs =
                                logProbs(
                                        tokens,
                                        scores.logProbs(),
                                        rows,
                                        wanted,
                                        EncodedPairs.values(reference[0], batch),
                                        EncodedPairs.values(reference[1], batch));
                        Tensor weights = weights(tokens, scores, wanted);
                        double share = (double) n / EncodedPairs.count(batches);
                        Tensor part = loss(logProbs, wanted, weights).times(share);
                        figures.add(logProbs, wanted.beta());
                        figures.add(scores, tokens, n);
                        policy.pass().backward(part);
                        loss += part.item();
                    }
                }
                loss = team.sum(loss, policy.trainable());
                figures.sum(team);
                double rate = run.rate(config, step, steps.size());
                double norm = policy.trainable().step(step + 1, rate, loss);
                Map<String, Double> shown = new LinkedHashMap<>(figures.means());
                shown.put("learning_rate", rate);
                shown.put("grad_norm", norm);
                step = run.made(loss, norm, pairs.tokens(batches), shown, policy.trainable());
                progress.at(step, steps.size(), "training");
            }
            run.save(() -> policy.save(out));
            return run.finish();
        }
    }

    /** The start model's log-probabilities of all chosen completions, then of all rejected ones. */
    private static double[][] reference(
            Policy policy,
            EncodedPairs pairs,
            TrainingConfig.Preferences wanted,
            Progress progress) {
        long done = 0;
        int n = pairs.chosen().size();
        var reference = new double[2][n];
        try (NoGradient off = NoGradient.open()) {
            // A pair is two rows.
            int[] both = java.util.Arrays.stream(pairs.lengths()).map(one -> 2 * one).toArray();
            for (int[] batch : LengthBatches.of(both)) {
                try (Scope scope = Scope.open()) {
                    List<Encoded> rows = pairs.rows(batch);
                    TokenBatch tokens = TokenBatch.of(rows, policy.padId(), 0);
                    Tensor perToken = tokens.logProbs(policy.network(), 1);
                    double[] sums = sums(tokens, perToken, rows, wanted.tailWeight()).doubles();
                    for (int i = 0; i < batch.length; i++) {
                        reference[0][batch[i]] = sums[i];
                        reference[1][batch[i]] = sums[batch.length + i];
                    }
                    progress.at(done += batch.length, n, "reference");
                }
            }
        }
        return reference;
    }

    static PairLogProbs logProbs(
            TokenBatch tokens,
            Tensor perToken,
            List<Encoded> rows,
            TrainingConfig.Preferences wanted,
            Tensor referenceChosen,
            Tensor referenceRejected) {
        int n = rows.size() / 2;
        Tensor sums = sums(tokens, perToken, rows, wanted.tailWeight());
        Tensor lengths = EncodedPairs.completionLengths(rows);
        return new PairLogProbs(
                sums.slice(0, 0, n),
                sums.slice(0, n, n),
                referenceChosen,
                referenceRejected,
                lengths.slice(0, 0, n),
                lengths.slice(0, n, n));
    }

    /** Sums by row in which tokens beyond the pair's shorter completion count less (LD-DPO). */
    static Tensor sums(TokenBatch tokens, Tensor perToken, List<Encoded> rows, double tailWeight) {
        if (tailWeight == 1) {
            return tokens.sumByRow(perToken);
        }
        int n = rows.size() / 2;
        var weights = new float[Math.toIntExact(tokens.counted())];
        int at = 0;
        for (int row = 0; row < rows.size(); row++) {
            int shared =
                    Math.min(
                            rows.get(row % n).completionLength(),
                            rows.get(row % n + n).completionLength());
            for (int t = 0; t < rows.get(row).completionLength(); t++) {
                weights[at++] = t < shared ? 1 : (float) tailWeight;
            }
        }
        return tokens.sumByRow(perToken.times(Tensor.of(weights, weights.length)));
    }

    /** How likely the policy finds both completions of a pair, or null where all count alike. */
    static @Nullable Tensor weights(
            TokenBatch tokens, TokenScores scores, TrainingConfig.Preferences wanted) {
        if (!wanted.weighted()) {
            return null;
        }
        try (NoGradient off = NoGradient.open()) {
            Tensor unlikely = scores.logProbs().detached().minus(scores.collisions());
            Tensor aligned = tokens.tokenRows().means(unlikely).exp();
            long n = aligned.count() / 2;
            return aligned.slice(0, 0, n).times(aligned.slice(0, n, n));
        }
    }

    /** The weighted sum of all losses asked for, each the mean over its pairs (or tokens). */
    static Tensor loss(
            PairLogProbs logProbs, TrainingConfig.Preferences wanted, @Nullable Tensor weights) {
        Tensor total = Tensor.of(new float[] {0}, 1).sum();
        for (int i = 0; i < wanted.losses().size(); i++) {
            PreferenceLoss loss = wanted.losses().get(i);
            Tensor perPair =
                    loss == PreferenceLoss.SFT
                            ? logProbs.policyChosen()
                                    .sum()
                                    .dividedBy(logProbs.chosenLength().sum())
                                    .negated()
                            : loss.perPair(
                                    logProbs,
                                    wanted.beta(),
                                    wanted.labelSmoothing(),
                                    wanted.divergence(),
                                    wanted.alpha());
            Tensor counted = weights == null ? perPair : perPair.times(weights);
            total = total.plus(counted.mean().times(wanted.weights().get(i)));
        }
        return total;
    }
}
