package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.grader.GraderModels;
import org.maslin.train.loss.Advantages;
import org.maslin.train.loss.PolicyLoss;
import org.maslin.train.loss.TokenRows;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Learns from rewards of completions that the model draws itself, several for each prompt: GRPO
 * (Shao et al., 2024) and its kin, and REINFORCE leave-one-out (Ahmadian et al., 2024). Rows are
 * {@code {"prompt"}}; they may bring {@code completion_ids} and {@code rewards} along.
 */
public final class GrpoTrainer {

    private final TrainingConfig config;
    private final Team team;
    private final @Nullable GraderModels models;

    public GrpoTrainer(TrainingConfig config) {
        this(config, Team.alone(), null);
    }

    /**
     * @param models that graders may ask; null where none may be asked
     */
    public GrpoTrainer(TrainingConfig config, Team team, @Nullable GraderModels models) {
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
        boolean leaveOneOut = config.algorithm() == Algorithm.RLOO;
        Groups.requireWhole(config);
        try (Policy policy = Policy.load(start, config)) {
            List<Rows.Asked> prompts = policy.rows().asked(data);
            var rollouts = new Rollouts(policy, config, team);
            policy.plan(rollouts.longest(prompts), progress);
            List<List<int[]>> steps = Groups.steps(config, prompts);
            try (Rewards rewards =
                    Rewards.of(
                            wanted, policy.model().tokenizer(), Rollouts.given(prompts), models)) {
                for (int step = run.resume(policy.trainable()); step < steps.size(); ) {
                    var figures = new RolloutFigures();
                    List<Part> parts =
                            drawn(
                                    policy,
                                    rollouts,
                                    rewards,
                                    prompts,
                                    steps.get(step),
                                    step,
                                    figures);
                    double total = team.sum(parts.stream().mapToDouble(Part::tokens).sum());
                    int all = EncodedPairs.count(steps.get(step)) * wanted.generations();
                    double loss = 0;
                    double norm = 0;
                    double rate = run.rate(config, step, steps.size());
                    for (int iteration = 0; iteration < wanted.iterations(); iteration++) {
                        loss = 0;
                        for (Part part : parts) {
                            try (Scope scope = Scope.open()) {
                                TokenBatch tokens = TokenBatch.of(part.rows, policy.padId(), 0);
                                TokenScores scores =
                                        tokens.scores(policy.pass(), wanted.temperature());
                                Tensor logProbs = scores.logProbs();
                                double share = (double) part.rows.size() / all;
                                Tensor value =
                                        leaveOneOut
                                                ? leaveOneOut(tokens, logProbs, part).times(share)
                                                : grouped(tokens, logProbs, part, total, share);
                                policy.pass().backward(value);
                                loss += value.item();
                                figures.add(wanted.loss(), leaveOneOut, tokens, scores, part);
                            }
                        }
                        loss = team.sum(loss, policy.trainable());
                        long t = (long) step * wanted.iterations() + iteration + 1;
                        norm = policy.trainable().step(t, rate, loss);
                    }
                    figures.sum(team);
                    Map<String, Double> shown = new LinkedHashMap<>(figures.means());
                    shown.put("learning_rate", rate);
                    shown.put("grad_norm", norm);
                    long seen = (long) team.sum(parts.stream().mapToLong(Part::allTokens).sum());
                    step = run.made(loss, norm, seen, shown, policy.trainable());
                    progress.at(step, steps.size(), "training");
                }
            }
            run.save(() -> policy.save(out));
            return run.finish();
        }
    }

    /**
     * Completions of one batch with what is needed to learn from them.
     *
     * @param old log-probabilities of the tokens under the policy that drew them
     * @param reference the same under the reference, or null where it does not matter
     * @param advantages of the completions
     */
    record Part(
            List<Encoded> rows,
            float @Nullable [] old,
            float @Nullable [] reference,
            double[] advantages) {

        double tokens() {
            return rows.stream().mapToDouble(row -> TokenBatch.weightOf(row, 0)).sum();
        }

        long allTokens() {
            return rows.stream().mapToLong(Encoded::length).sum();
        }
    }

    /** This worker's parts of a step; what was drawn and its rewards are known to every worker. */
    private List<Part> drawn(
            Policy policy,
            Rollouts rollouts,
            Rewards rewards,
            List<Rows.Asked> prompts,
            List<int[]> batches,
            int step,
            RolloutFigures figures)
            throws IOException {
        TrainingConfig.Rollouts wanted = config.rollouts();
        boolean leaveOneOut = config.algorithm() == Algorithm.RLOO;
        int[] all = batches.stream().flatMapToInt(java.util.Arrays::stream).toArray();
        List<Rollout> drawn = rollouts.of(prompts, all, step);
        Map<String, double[]> byName = new LinkedHashMap<>();
        double[] reward = rewards.of(drawn, byName);
        figures.add(drawn, reward, byName, wanted.generations());
        double beta = wanted.loss().beta();
        @Nullable Decoder reference = beta == 0 ? null : policy.reference();
        boolean keepsOld = leaveOneOut || wanted.iterations() > 1;
        List<List<Encoded>> rows = Groups.cut(drawn, batches, wanted);
        List<Part> parts = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        var penalties = new double[reward.length];
        int at = 0;
        for (int i = 0; i < rows.size(); i++) {
            List<Encoded> some = rows.get(i);
            if (team.takes(i)) {
                float @Nullable [] old = keepsOld ? logProbs(policy, policy.network(), some) : null;
                float @Nullable [] fixed =
                        reference == null ? null : logProbs(policy, reference, some);
                if (leaveOneOut && old != null && fixed != null) {
                    takeDivergence(penalties, at, some, old, fixed, beta);
                }
                parts.add(new Part(some, old, fixed, new double[some.size()]));
                starts.add(at);
            }
            at += some.size();
        }
        double[] advantages =
                leaveOneOut
                        ? Advantages.leaveOneOut(
                                plus(reward, team.sum(penalties)), wanted.generations())
                        : Advantages.grouped(reward, wanted.generations(), wanted.scale());
        for (int i = 0; i < parts.size(); i++) {
            double[] own = parts.get(i).advantages;
            System.arraycopy(advantages, starts.get(i), own, 0, own.length);
        }
        return parts;
    }

    private float[] logProbs(Policy policy, Decoder network, List<Encoded> rows) {
        return TokenLogProbs.of(network, rows, policy.padId(), config.rollouts().temperature());
    }

    private static double[] plus(double[] values, double[] others) {
        var sums = new double[values.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = values[i] + others[i];
        }
        return sums;
    }

    /** R - β Σ_t (log π_old - log π_ref). */
    static void takeDivergence(
            double[] reward,
            int from,
            List<Encoded> rows,
            float[] old,
            float[] fixed,
            double beta) {
        int token = 0;
        for (int i = 0; i < rows.size(); i++) {
            int counted = (int) TokenBatch.weightOf(rows.get(i), 0);
            for (int t = 0; t < counted; t++, token++) {
                reward[from + i] -= beta * ((double) old[token] - fixed[token]);
            }
        }
    }

    private Tensor grouped(
            TokenBatch tokens, Tensor logProbs, Part part, double total, double share) {
        PolicyLoss wanted = config.rollouts().loss();
        Tensor value = loss(wanted, tokens.tokenRows(), logProbs, part, total);
        return switch (wanted.kind()) {
            case DAPO, CISPO -> value;
            case GRPO, BNPO, DR_GRPO, SAPO, LUSPO -> value.times(share);
        };
    }

    static Tensor loss(
            PolicyLoss wanted, TokenRows rows, Tensor logProbs, Part part, double total) {
        Tensor old = part.old == null ? logProbs.detached() : Tensor.of(part.old, part.old.length);
        @Nullable Tensor fixed =
                part.reference == null ? null : Tensor.of(part.reference, part.reference.length);
        return wanted.of(rows, logProbs, old, fixed, advantages(part), total);
    }

    private static Tensor advantages(Part part) {
        var values = new float[part.advantages.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) part.advantages[i];
        }
        return Tensor.of(values, values.length);
    }

    private Tensor leaveOneOut(TokenBatch tokens, Tensor logProbs, Part part) {
        return leaveOneOut(config.rollouts().loss(), tokens, logProbs, part);
    }

    static Tensor leaveOneOut(PolicyLoss wanted, TokenBatch tokens, Tensor logProbs, Part part) {
        Tensor sums = tokens.sumByRow(logProbs);
        Tensor old =
                part.old == null
                        ? sums.detached()
                        : tokens.sumByRow(Tensor.of(part.old, part.old.length));
        return PolicyLoss.leaveOneOut(sums, old, advantages(part), wanted.low(), wanted.high());
    }
}
