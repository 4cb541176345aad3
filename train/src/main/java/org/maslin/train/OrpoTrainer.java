package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.loss.ReferenceFreeLosses;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Odds-ratio preference optimisation (Hong et al., 2024) on rows {@code
 * {"prompt","chosen","rejected"}}: the chosen text's likelihood, prompt included, and the odds of
 * the chosen completion against the rejected one. It needs no reference model.
 */
public final class OrpoTrainer {

    private final TrainingConfig config;
    private final Team team;

    public OrpoTrainer(TrainingConfig config) {
        this(config, Team.alone());
    }

    public OrpoTrainer(TrainingConfig config, Team team) {
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
            for (int step = run.resume(policy.trainable()); step < steps.size(); ) {
                List<int[]> batches = steps.get(step);
                double weight = Examples.weight(pairs.chosen(), batches, 1);
                var figures = new FreeFigures(EncodedPairs.count(batches));
                double loss = 0;
                for (int[] batch : team.share(batches)) {
                    try (Scope scope = Scope.open()) {
                        int n = batch.length;
                        TokenBatch tokens = TokenBatch.of(pairs.rows(batch), policy.padId(), 1);
                        Tensor perToken = tokens.scores(policy.pass(), 1).logProbs();
                        double share = (double) n / EncodedPairs.count(batches);
                        Tensor part =
                                loss(
                                        tokens,
                                        perToken,
                                        pairs.rows(batch),
                                        wanted,
                                        share,
                                        weight,
                                        figures);
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

    /**
     * @param perToken log p of each token that counts
     * @param share this part's share of the step's pairs
     * @param weight tokens of all chosen texts of the step
     */
    static Tensor loss(
            TokenBatch tokens,
            Tensor perToken,
            List<Encoded> rows,
            TrainingConfig.Preferences wanted,
            double share,
            double weight,
            FreeFigures figures) {
        int n = rows.size() / 2;
        Tensor means = FreeFigures.completionMeans(tokens, perToken, rows);
        Tensor chosen = means.slice(0, 0, n);
        Tensor rejected = means.slice(0, n, n);
        Tensor nll = tokens.sumByRow(perToken).slice(0, 0, n).sum().times(-1 / weight);
        Tensor odds = ReferenceFreeLosses.logOdds(chosen, rejected);
        figures.add(
                chosen.times(wanted.beta()).doubles(),
                rejected.times(wanted.beta()).doubles(),
                chosen.doubles(),
                rejected.doubles(),
                nll.item());
        figures.addOdds(odds.logSigmoid().doubles(), odds.doubles());
        return nll.minus(odds.logSigmoid().mean().times(wanted.beta() * share));
    }
}
