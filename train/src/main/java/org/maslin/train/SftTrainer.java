package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tokenizer.Encoded;

/**
 * Trains a language model to say given completions: rows {@code {"prompt","completion"}}, of which
 * the completion counts, or {@code {"text"}} or {@code {"messages"}}, of which all does or what the
 * assistant says.
 */
public final class SftTrainer {

    private final TrainingConfig config;
    private final Team team;

    public SftTrainer(TrainingConfig config) {
        this(config, Team.alone());
    }

    public SftTrainer(TrainingConfig config, Team team) {
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
        TrainingConfig.Supervised wanted = config.supervised();
        try (Policy policy = Policy.load(start, config)) {
            List<Encoded> examples = policy.rows().examples(data, wanted.assistantOnly());
            requireLearnable(examples, wanted, policy.rows().maxLength());
            policy.plan(examples, progress);
            Packing packing =
                    wanted.packing()
                            ? Packing.bestFit(examples, config.batching().maxLength())
                            : Packing.none(examples);
            List<List<int[]>> steps = BatchPlan.of(config, packing.lengths()).steps();
            for (int step = run.resume(policy.trainable()); step < steps.size(); ) {
                List<int[]> batches = packing.examples(steps.get(step));
                double weight = Examples.weight(examples, batches, wanted.promptWeight());
                var figures = new TokenFigures();
                double loss = 0;
                for (int[] batch : team.share(batches)) {
                    try (Scope scope = Scope.open()) {
                        List<Encoded> rows = Examples.pick(examples, batch);
                        TokenBatch tokens =
                                wanted.packing()
                                        ? TokenBatch.packed(rows, wanted.promptWeight())
                                        : TokenBatch.of(
                                                rows, policy.padId(), wanted.promptWeight());
                        loss +=
                                VocabularyChunks.backward(
                                        policy.pass(), tokens, wanted, weight, figures);
                    }
                }
                loss = team.sum(loss, policy.trainable());
                figures.sum(team);
                double rate = run.rate(config, step, steps.size());
                double norm = policy.trainable().step(step + 1, rate, loss);
                Map<String, Double> shown = new LinkedHashMap<>();
                figures.putAll(shown);
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

    private static void requireLearnable(
            List<Encoded> examples, TrainingConfig.Supervised wanted, int longest) {
        for (int i = 0; i < examples.size(); i++) {
            if (TokenBatch.weightOf(examples.get(i), wanted.promptWeight()) <= 0) {
                throw new BadInputException(
                        "row " + (i + 1),
                        "no token to learn within %d".formatted(longest),
                        "at least one",
                        "Shorten the prompt, raise max_length, or give the row a completion.");
            }
        }
    }
}
