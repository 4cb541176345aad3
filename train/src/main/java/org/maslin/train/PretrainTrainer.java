package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.Scope;
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
    private final Team team;

    public PretrainTrainer(TrainingConfig config) {
        this(config, Team.alone());
    }

    public PretrainTrainer(TrainingConfig config, Team team) {
        this.config = team.widened(config);
        this.team = team;
    }

    /** Trains, or goes on where a stopped run of the same inputs was; leaves a model folder. */
    public TrainingResult run(Path data, Path out, Progress progress) throws IOException {
        try (RunFolder run = RunFolder.open(out, config, team, null, data)) {
            @Nullable TrainingResult finished = run.finished();
            return finished != null ? finished : train(run, data, out, progress);
        }
    }

    private TrainingResult train(RunFolder run, Path data, Path out, Progress progress)
            throws IOException {
        Tokenizer tokenizer = tokenizer(data);
        ModelConfig shape = shape();
        try (LanguageModel model =
                        LanguageModel.create(shape, tokenizer, config.seed().derive("weights"));
                Trainable trainable = new Trainable(model.weights(), config.optimisation())) {
            List<Encoded> examples =
                    JsonLines.examples(data, model.layout(), config.batching().maxLength());
            List<List<int[]>> steps = BatchPlan.of(config, Examples.lengths(examples)).steps();
            Parameters parameters = Parameters.of(trainable.parameters());
            var pass =
                    new Pass(
                            model.network(parameters.rounding(config.memory().products())),
                            config.memory().checkpointing());
            for (int step = run.resume(trainable); step < steps.size(); ) {
                List<int[]> batches = steps.get(step);
                double weight =
                        Examples.weight(examples, batches, config.supervised().promptWeight());
                var figures = new TokenFigures();
                double loss = 0;
                for (int[] batch : team.share(batches)) {
                    try (Scope scope = Scope.open()) {
                        TokenBatch tokens =
                                TokenBatch.of(
                                        Examples.pick(examples, batch),
                                        shape.padId(),
                                        config.supervised().promptWeight());
                        loss +=
                                VocabularyChunks.backward(
                                        pass, tokens, config.supervised(), weight, figures);
                    }
                }
                loss = team.sum(loss, trainable);
                figures.sum(team);
                double rate = run.rate(config, step, steps.size());
                double norm = trainable.step(step + 1, rate, loss);
                Map<String, Double> shown = new LinkedHashMap<>();
                figures.putAll(shown);
                shown.put("learning_rate", rate);
                shown.put("grad_norm", norm);
                long seen = Examples.tokens(examples, batches);
                step = run.made(loss, norm, seen, shown, trainable);
                progress.at(step, steps.size(), "training");
            }
            run.save(() -> model.save(out, config.storage()));
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

    private ModelConfig shape() {
        TrainingConfig.Architecture a = config.architecture();
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("vocab_size", a.vocabularySize());
        sizes.put("hidden_size", a.hiddenSize());
        sizes.put("intermediate_size", a.intermediateSize());
        sizes.put("num_hidden_layers", a.layers());
        sizes.put("num_attention_heads", a.attentionHeads());
        sizes.put("num_key_value_heads", a.keyValueHeads());
        sizes.put("head_dim", a.hiddenSize() / a.attentionHeads());
        sizes.put("max_position_embeddings", a.maxPositions());
        sizes.put("rms_norm_eps", a.normEpsilon());
        sizes.put("rope_theta", a.ropeTheta());
        sizes.put("tie_word_embeddings", a.tiedEmbeddings());
        return ModelConfig.llama(sizes, PromptLayout.SPECIALS.indexOf("<end>"));
    }
}
