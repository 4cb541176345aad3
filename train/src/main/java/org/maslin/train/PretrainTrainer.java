package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.loss.TokenLosses;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.BpeTrainer;
import org.maslin.train.tokenizer.Encoded;
import org.maslin.train.tokenizer.PromptLayout;
import org.maslin.train.tokenizer.Tokenizer;

/**
 * Makes a language model from nothing but rows {@code {"prompt","completion"}} or {@code {"text"}}:
 * trains a tokenizer on the first of them, then the network on all.
 */
public final class PretrainTrainer {

    private final TrainingConfig config;

    public PretrainTrainer(TrainingConfig config) {
        this.config = config;
    }

    /** Trains, or goes on where a stopped run of the same inputs was; leaves a model folder. */
    public TrainingResult run(Path data, Path out, Progress progress) throws IOException {
        try (RunFolder run = RunFolder.open(out, config, null, data)) {
            @Nullable TrainingResult finished = run.finished();
            return finished != null ? finished : train(run, data, out, progress);
        }
    }

    private TrainingResult train(RunFolder run, Path data, Path out, Progress progress)
            throws IOException {
        Tokenizer tokenizer = tokenizer(data);
        LlamaConfig shape = shape();
        try (LanguageModel model =
                        LanguageModel.create(shape, tokenizer, config.seed().derive("weights"));
                Trainable trainable = new Trainable(model.weights(), config.optimisation())) {
            List<Encoded> examples =
                    JsonLines.examples(data, model.layout(), config.batching().maxLength());
            List<List<int[]>> steps = BatchPlan.of(config, Examples.lengths(examples)).steps();
            var network = new Llama(shape, trainable.parameters(), model.rotary());
            for (int step = run.resume(trainable); step < steps.size(); step++) {
                List<int[]> batches = steps.get(step);
                double weight = Examples.weight(examples, batches, config.promptWeight());
                double loss = 0;
                for (int[] batch : batches) {
                    try (Scope scope = Scope.open()) {
                        TokenBatch tokens =
                                TokenBatch.of(
                                        Examples.pick(examples, batch),
                                        shape.padId(),
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

    private Tokenizer tokenizer(Path data) throws IOException {
        TrainingConfig.Architecture architecture = config.architecture();
        var bpe = new BpeTrainer(PromptLayout.SPECIALS, architecture.vocabularySize());
        JsonLines.texts(data, architecture.tokenizerRows()).forEach(bpe::add);
        return Tokenizer.of(
                data.toString(), PromptLayout.files(bpe.train(), architecture.maxPositions()));
    }

    private LlamaConfig shape() {
        TrainingConfig.Architecture a = config.architecture();
        return new LlamaConfig(
                a.vocabularySize(),
                a.hiddenSize(),
                a.intermediateSize(),
                a.layers(),
                a.attentionHeads(),
                a.keyValueHeads(),
                a.hiddenSize() / a.attentionHeads(),
                a.maxPositions(),
                a.normEpsilon(),
                a.ropeTheta(),
                null,
                a.tiedEmbeddings(),
                PromptLayout.SPECIALS.indexOf("<pad>"),
                PromptLayout.SPECIALS.indexOf("<end>"));
    }
}
