package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.grader.GraderModels;
import org.maslin.train.loss.PairLogProbs;
import org.maslin.train.loss.PreferenceLoss;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Online DPO (Guo et al., 2024): two completions of each prompt are drawn from the model as it is,
 * the one with the higher reward is taken as chosen (the first of equals), and a step of DPO
 * follows.
 */
public final class OnlineDpoTrainer {

    private final TrainingConfig config;
    private final Team team;
    private final @Nullable GraderModels models;

    public OnlineDpoTrainer(TrainingConfig config) {
        this(config, Team.alone(), null);
    }

    /**
     * @param models that graders may ask; null where none may be asked
     */
    public OnlineDpoTrainer(TrainingConfig config, Team team, @Nullable GraderModels models) {
        this.config = team.widened(config);
        this.team = team;
        this.models = models;
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
        TrainingConfig.Rollouts wanted = config.rollouts();
        try (Policy policy = Policy.load(start, config)) {
            List<Rows.Asked> prompts = policy.rows().asked(data);
            var rollouts = new Rollouts(policy, config, team);
            Decoder reference = policy.reference();
            policy.plan(rollouts.longest(prompts), progress);
            int[] lengths = prompts.stream().mapToInt(asked -> asked.ids().length).toArray();
            List<List<int[]>> steps = BatchPlan.of(config, lengths).steps();
            try (Rewards rewards =
                    Rewards.of(
                            wanted, policy.model().tokenizer(), Rollouts.given(prompts), models)) {
                for (int step = run.resume(policy.trainable()); step < steps.size(); ) {
                    List<int[]> batches = steps.get(step);
                    int all = EncodedPairs.count(batches);
                    var drawn = new RolloutFigures();
                    var figures = new PairFigures(all);
                    long seen = 0;
                    double loss = 0;
                    int[] asked = batches.stream().flatMapToInt(Arrays::stream).toArray();
                    List<Rollout> pairs = rollouts.of(prompts, asked, step);
                    Map<String, double[]> byName = new LinkedHashMap<>();
                    double[] reward = rewards.of(pairs, byName);
                    drawn.add(pairs, reward, byName, 2);
                    int to = 0;
                    for (int i = 0; i < batches.size(); i++) {
                        int[] batch = batches.get(i);
                        int from = to;
                        to += 2 * batch.length;
                        List<Encoded> rows =
                                ordered(
                                        pairs.subList(from, to),
                                        Arrays.copyOfRange(reward, from, to));
                        seen += rows.stream().mapToLong(Encoded::length).sum();
                        if (!team.takes(i)) {
                            continue;
                        }
                        try (Scope scope = Scope.open()) {
                            PairLogProbs logProbs = logProbs(policy, reference, rows);
                            Tensor part =
                                    loss(logProbs, config.preferences())
                                            .times((double) batch.length / all);
                            policy.pass().backward(part);
                            loss += part.item();
                            figures.add(logProbs, config.preferences().beta());
                        }
                    }
                    loss = team.sum(loss, policy.trainable());
                    figures.sum(team);
                    double rate = run.rate(config, step, steps.size());
                    double norm = policy.trainable().step(step + 1, rate, loss);
                    Map<String, Double> shown = new LinkedHashMap<>(drawn.drawn());
                    shown.putAll(figures.means());
                    shown.put("learning_rate", rate);
                    shown.put("grad_norm", norm);
                    step = run.made(loss, norm, seen, shown, policy.trainable());
                    progress.at(step, steps.size(), "training");
                }
            }
            run.save(() -> policy.save(out));
            return run.finish();
        }
    }

    /** The better completion of each pair, then the worse ones. */
    static List<Encoded> ordered(List<Rollout> pairs, double[] rewards) {
        List<Encoded> rows = new java.util.ArrayList<>();
        for (int side = 0; side < 2; side++) {
            for (int i = 0; i < pairs.size(); i += 2) {
                int better = rewards[i] >= rewards[i + 1] ? i : i + 1;
                rows.add(pairs.get(side == 0 ? better : 2 * i + 1 - better).row());
            }
        }
        return rows;
    }

    private static PairLogProbs logProbs(Policy policy, Decoder reference, List<Encoded> rows) {
        int n = rows.size() / 2;
        TokenBatch tokens = TokenBatch.of(rows, policy.padId(), 0);
        Tensor fixed = tokens.sumByRow(tokens.logProbs(reference, 1));
        Tensor sums = tokens.sumByRow(tokens.scores(policy.pass(), 1).logProbs());
        Tensor lengths = EncodedPairs.completionLengths(rows);
        return new PairLogProbs(
                sums.slice(0, 0, n),
                sums.slice(0, n, n),
                fixed.slice(0, 0, n),
                fixed.slice(0, n, n),
                lengths.slice(0, 0, n),
                lengths.slice(0, n, n));
    }

    /** IPO here compares sums, not means. */
    private static Tensor loss(PairLogProbs p, TrainingConfig.Preferences wanted) {
        if (wanted.variant().equals("sigmoid")) {
            return PreferenceLoss.SIGMOID.perPair(p, wanted.beta(), 0).mean();
        }
        Tensor ones = p.chosenLength().times(0).plus(1);
        var bySums =
                new PairLogProbs(
                        p.policyChosen(),
                        p.policyRejected(),
                        p.referenceChosen(),
                        p.referenceRejected(),
                        ones,
                        ones);
        return PreferenceLoss.IPO.perPair(bySums, wanted.beta(), 0).mean();
    }
}
