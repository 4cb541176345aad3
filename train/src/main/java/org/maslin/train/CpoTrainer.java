package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.loss.ReferenceFreeLosses;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Contrastive preference optimisation (Xu et al., 2024) and SimPO (Meng et al., 2024) on rows
 * {@code {"prompt","chosen","rejected"}}: DPO with a uniform reference, and the chosen completion's
 * likelihood beside it.
 */
public final class CpoTrainer {

    private final TrainingConfig config;
    private final Team team;

    public CpoTrainer(TrainingConfig config) {
        this(config, Team.alone());
    }

    public CpoTrainer(TrainingConfig config, Team team) {
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
                double weight = Examples.weight(pairs.chosen(), batches, 0);
                var figures = new FreeFigures(EncodedPairs.count(batches));
                double loss = 0;
                for (int[] batch : team.share(batches)) {
                    try (Scope scope = Scope.open()) {
                        int n = batch.length;
                        TokenBatch tokens = TokenBatch.of(pairs.rows(batch), policy.padId(), 0);
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
     * @param weight tokens of all chosen completions of the step
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
        ReferenceFreeLosses.Contrast contrast =
                ReferenceFreeLosses.Contrast.valueOf(wanted.variant().toUpperCase(Locale.ROOT));
        Tensor sums = tokens.sumByRow(perToken);
        Tensor used =
                contrast.byToken() ? FreeFigures.completionMeans(tokens, perToken, rows) : sums;
        Tensor chosen = ReferenceFreeLosses.alphaReward(used.slice(0, 0, n), wanted.alpha());
        Tensor rejected = ReferenceFreeLosses.alphaReward(used.slice(0, n, n), wanted.alpha());
        Tensor losses =
                contrast.of(
                        chosen.minus(rejected),
                        wanted.beta(),
                        wanted.labelSmoothing(),
                        wanted.gamma());
        Tensor nll = sums.slice(0, 0, n).sum().times(-1 / weight);
        figures.add(
                chosen.times(wanted.beta()).doubles(),
                rejected.times(wanted.beta()).doubles(),
                used.slice(0, 0, n).doubles(),
                used.slice(0, n, n).doubles(),
                wanted.supervision() == 0 ? 0 : nll.item());
        return losses.mean().times(share).plus(nll.times(wanted.supervision()));
    }
}
