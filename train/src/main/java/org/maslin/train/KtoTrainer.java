package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.loss.UnpairedLosses;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Learns from completions that were liked or not, rows {@code {"prompt","completion","label"}}: KTO
 * (Ethayarajh et al., 2024) and BCO (Jung et al., 2024). KTO's z compares policy and reference on
 * completions that belong to the neighbour's prompt, so batches keep the order of the file.
 */
public final class KtoTrainer {

    private static final String SHIFT = "reward_mean";
    private static final String SEEN = "reward_count";

    private final TrainingConfig config;
    private final Team team;

    public KtoTrainer(TrainingConfig config) {
        this(config, Team.alone());
    }

    public KtoTrainer(TrainingConfig config, Team team) {
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
        boolean kto = wanted.variant().equals("kto");
        requireOrder(wanted);
        try (Policy policy = Policy.load(start, config)) {
            List<Rows.Judged> judged = policy.rows().judged(data);
            List<Encoded> examples = judged.stream().map(Rows.Judged::row).toList();
            policy.plan(examples, progress);
            List<List<int[]>> steps = BatchPlan.of(config, Examples.lengths(examples)).steps();
            requireNeighbours(steps, kto);
            double[] reference = policy.referenceLogProbs(examples);
            Decoder fixed = kto ? policy.reference() : policy.network();
            for (int step = run.resume(policy.trainable()); step < steps.size(); ) {
                List<int[]> batches = steps.get(step);
                int all = EncodedPairs.count(batches);
                var figures = new JudgedFigures();
                double loss = 0;
                for (int[] batch : team.share(batches)) {
                    try (Scope scope = Scope.open()) {
                        List<Encoded> rows = Examples.pick(examples, batch);
                        double z = kto ? divergence(policy, fixed, rows) : 0;
                        TokenBatch tokens = TokenBatch.of(rows, policy.padId(), 0);
                        TokenScores scores = tokens.scores(policy.pass(), 1);
                        Tensor sums = tokens.sumByRow(scores.logProbs());
                        Tensor ratios = sums.minus(EncodedPairs.values(reference, batch));
                        Tensor signs = signs(judged, batch);
                        double shift =
                                wanted.variant().equals("bco")
                                        ? shift(run, ratios, wanted.beta())
                                        : 0;
                        Tensor part = loss(wanted, ratios, signs, z, shift).sum().times(1.0 / all);
                        policy.pass().backward(part);
                        loss += part.item();
                        figures.add(
                                ratios.doubles(),
                                sums.doubles(),
                                signs.doubles(),
                                wanted.beta(),
                                z);
                        figures.add(scores, tokens, signs.doubles());
                    }
                }
                loss = team.sum(loss, policy.trainable());
                figures.sum(team);
                double rate = run.rate(config, step, steps.size());
                double norm = policy.trainable().step(step + 1, rate, loss);
                Map<String, Double> shown = new LinkedHashMap<>(figures.means());
                shown.put("learning_rate", rate);
                shown.put("grad_norm", norm);
                long seen = Examples.tokens(examples, batches);
                step = run.made(loss, norm, seen, shown, policy.trainable());
                progress.at(step, steps.size(), "training");
            }
            run.save(() -> policy.save(out));
            return run.finish();
        }
    }

    private static void requireNeighbours(List<List<int[]>> steps, boolean kto) {
        if (kto && steps.stream().flatMap(List::stream).anyMatch(batch -> batch.length < 2)) {
            throw new BadInputException(
                    "per_device_train_batch_size",
                    "a batch of one row",
                    "at least two rows in every batch",
                    "KTO compares a completion with its neighbour's prompt: change the batch size"
                            + " or the number of rows.");
        }
    }

    /** BCO's shift depends on all rewards before, one batch after the other. */
    private void requireOrder(TrainingConfig.Preferences wanted) {
        if (team.size() > 1 && wanted.variant().equals("bco")) {
            throw new BadInputException(
                    "workers",
                    "%d for bco".formatted(team.size()),
                    "one",
                    "The mean of all rewards before a batch must be known to it. Maybe you meant"
                            + " kto, which workers can share.");
        }
    }

    /** The mean log-ratio of completions given to the next row's prompt, at least 0. */
    private static double divergence(Policy policy, Decoder fixed, List<Encoded> rows) {
        List<Encoded> mismatched = mismatched(rows);
        double sum = 0;
        double[] ours = SequenceLogProbs.of(policy.network(), mismatched, policy.padId());
        double[] reference = SequenceLogProbs.of(fixed, mismatched, policy.padId());
        for (int i = 0; i < ours.length; i++) {
            sum += ours[i] - reference[i];
        }
        return Math.max(0, sum / ours.length);
    }

    /** Each prompt with the completion of the row before it. */
    static List<Encoded> mismatched(List<Encoded> rows) {
        List<Encoded> mismatched = new java.util.ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Encoded prompt = rows.get(i);
            long[] completion = rows.get((i + rows.size() - 1) % rows.size()).completion();
            var ids =
                    java.util.Arrays.copyOf(
                            prompt.ids(), prompt.promptLength() + completion.length);
            System.arraycopy(completion, 0, ids, prompt.promptLength(), completion.length);
            mismatched.add(new Encoded(ids, prompt.promptLength()));
        }
        return mismatched;
    }

    private static Tensor signs(List<Rows.Judged> judged, int[] batch) {
        var signs = new float[batch.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = judged.get(batch[i]).liked() ? 1 : -1;
        }
        return Tensor.of(signs, signs.length);
    }

    /** BCO's shift: the mean of all rewards seen, these among them; it survives a stop. */
    private static double shift(RunFolder run, Tensor ratios, double beta) {
        try (NoGradient off = NoGradient.open()) {
            double mean = Double.parseDouble(run.recall(SHIFT, "0"));
            double count = Double.parseDouble(run.recall(SEEN, "0"));
            for (double ratio : ratios.doubles()) {
                count++;
                mean += (beta * ratio - mean) / count;
            }
            run.remember(SHIFT, Double.toString(mean));
            run.remember(SEEN, Double.toString(count));
            return mean;
        }
    }

    /** The loss of each row [n], weighted by whether it was liked. */
    static Tensor loss(
            TrainingConfig.Preferences wanted,
            Tensor ratios,
            Tensor signs,
            double z,
            double shift) {
        Tensor losses =
                switch (wanted.variant()) {
                    case "kto" -> UnpairedLosses.kto(ratios, signs, z, wanted.beta());
                    case "bco" -> UnpairedLosses.bco(ratios, signs, shift, wanted.beta());
                    default -> UnpairedLosses.apoZero(ratios, signs, wanted.beta());
                };
        double middle = (wanted.liked() + wanted.disliked()) / 2;
        double half = (wanted.liked() - wanted.disliked()) / 2;
        return losses.times(signs.times(half).plus(middle));
    }
}
