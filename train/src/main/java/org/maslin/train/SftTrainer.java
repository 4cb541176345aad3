package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.loss.TokenLosses;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Trains a language model to say given completions: rows {@code {"prompt","completion"}}, of which
 * the completion counts, or {@code {"text"}}, of which all does.
 */
public final class SftTrainer {

    private final TrainingConfig config;

    public SftTrainer(TrainingConfig config) {
        this.config = config;
    }

    /** Trains, or goes on where a stopped run of the same inputs was; leaves a model folder. */
    public TrainingResult run(Path start, Path data, Path out, Progress progress)
            throws IOException {
        try (RunFolder run = RunFolder.open(out, config, start, data)) {
            @Nullable TrainingResult finished = run.finished();
            return finished != null ? finished : train(run, start, data, out, progress);
        }
    }

    private TrainingResult train(RunFolder run, Path start, Path data, Path out, Progress progress)
            throws IOException {
        try (LanguageModel model = LanguageModel.load(start);
                Trainable trainable = new Trainable(model.weights(), config.optimisation())) {
            List<Encoded> examples =
                    JsonLines.examples(data, model.layout(), config.batching().maxLength());
            List<List<int[]>> steps = BatchPlan.of(config, Examples.lengths(examples)).steps();
            Decoder network = model.network(Parameters.of(trainable.parameters()));
            for (int step = run.resume(trainable); step < steps.size(); step++) {
                List<int[]> batches = steps.get(step);
                double weight = Examples.weight(examples, batches, config.promptWeight());
                double loss = 0;
                for (int[] batch : batches) {
                    try (Scope scope = Scope.open()) {
                        TokenBatch tokens =
                                TokenBatch.of(
                                        Examples.pick(examples, batch),
                                        model.config().padId(),
                                        config.promptWeight());
                        Tensor part =
                                TokenLosses.negativeLogLikelihood(
                                        tokens.logits(network),
                                        tokens.targets(),
                                        tokens.weights(),
                                        weight);
                        part.backward();
                        loss += part.item();
                    }
                }
                double rate = config.schedule().rate(step, steps.size());
                double norm = trainable.optimiser().step(step + 1, rate);
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("learning_rate", rate);
                figures.put("grad_norm", norm);
                run.made(trainable, loss, Examples.tokens(examples, batches), figures);
                progress.at(step + 1, steps.size(), "training");
            }
            model.save(out, config.storage());
            return run.finish();
        }
    }
}
