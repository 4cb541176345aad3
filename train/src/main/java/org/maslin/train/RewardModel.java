package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.maslin.core.BadInputException;
import org.maslin.train.checkpoint.AtomicFiles;
import org.maslin.train.checkpoint.Shards;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;
import org.maslin.train.tokenizer.PromptLayout;
import org.maslin.train.tokenizer.Tokenizer;

/**
 * A Llama that scores completions: a linear head, {@code score.weight}, read at the last token. On
 * disk the field's {@code LlamaForSequenceClassification} with one label.
 */
public final class RewardModel implements AutoCloseable {

    private static final String HEAD = "score.weight";

    private final LlamaConfig config;
    private final Tokenizer tokenizer;
    private final PromptLayout layout;
    private final Weights weights;
    private final Rotary rotary;

    private RewardModel(LlamaConfig config, Tokenizer tokenizer, Weights weights) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.layout = new PromptLayout(tokenizer, config.endId());
        this.weights = weights;
        this.rotary = Rotary.of(config);
    }

    /**
     * @throws BadInputException if the folder does not hold a whole reward model
     */
    public static RewardModel load(Path folder) throws IOException {
        return of(folder, List.of());
    }

    /** A reward model on a language model's (or reward model's) network; a new head is zero. */
    static RewardModel startingFrom(Path folder) throws IOException {
        return of(folder, List.of(HEAD));
    }

    private static RewardModel of(Path folder, List<String> optional) throws IOException {
        LlamaConfig config = LlamaConfig.read(folder);
        SequencedMap<String, long[]> matrices = config.decoderShapes();
        matrices.put(HEAD, new long[] {1, config.hiddenSize()});
        Weights weights = new Weights(matrices, config.normShapes()).read(folder, optional);
        return new RewardModel(config, Tokenizer.load(folder), weights);
    }

    public LlamaConfig config() {
        return config;
    }

    PromptLayout layout() {
        return layout;
    }

    Weights weights() {
        return weights;
    }

    Rotary rotary() {
        return rotary;
    }

    /** The reward of each completion. */
    public double[] rewards(List<PromptCompletion> completions) {
        List<Encoded> rows =
                completions.stream()
                        .map(c -> layout.promptAndCompletion(c.prompt(), c.completion()))
                        .map(row -> row.truncated(config.maxPositions()))
                        .toList();
        var network = new Llama(config, weights.views(), rotary);
        Tensor head = RewardHead.of(weights.views());
        var rewards = new double[rows.size()];
        try (NoGradient off = NoGradient.open()) {
            for (int[] batch : LengthBatches.of(rows)) {
                try (Scope scope = Scope.open()) {
                    double[] some =
                            RewardHead.rewards(
                                            network,
                                            head,
                                            Examples.pick(rows, batch),
                                            config.padId())
                                    .doubles();
                    for (int i = 0; i < batch.length; i++) {
                        rewards[batch[i]] = some[i];
                    }
                }
            }
        }
        return rewards;
    }

    /** Writes configuration, tokenizer and, last, the weights. */
    public void save(Path folder, StorageType type) throws IOException {
        Files.createDirectories(folder);
        String elements = type == StorageType.F16 ? "float16" : "float32";
        AtomicFiles.write(
                folder.resolve(LlamaConfig.FILE),
                config.toJson(LlamaConfig.REWARD_MODEL, elements));
        tokenizer.save(folder);
        weights.write(folder.resolve(Shards.FILE), type);
    }

    @Override
    public void close() {
        rotary.close();
        weights.close();
        tokenizer.close();
    }
}
