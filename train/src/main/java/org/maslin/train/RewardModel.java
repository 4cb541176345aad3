package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.maslin.core.BadInputException;
import org.maslin.train.checkpoint.AtomicFiles;
import org.maslin.train.checkpoint.Shards;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.Rotary;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;
import org.maslin.train.tokenizer.PromptLayout;
import org.maslin.train.tokenizer.Tokenizer;

/**
 * A decoder that scores completions: a linear head on the last token's hidden state, on disk the
 * field's class for sequence classification with one label; or on the mean over the completion.
 */
public final class RewardModel implements AutoCloseable {

    private final ModelConfig config;
    private final Tokenizer tokenizer;
    private final PromptLayout layout;
    private final Weights weights;
    private final Rotary rotary;
    private final Pooling pooling;

    private RewardModel(ModelConfig config, Tokenizer tokenizer, Weights weights, Pooling pooling) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.layout = new PromptLayout(tokenizer, config.endIds(), config.vocabularySize());
        this.weights = weights;
        this.pooling = pooling;
        this.rotary = new Rotary(config.rope());
    }

    /**
     * @throws BadInputException if the folder does not hold a whole reward model
     */
    public static RewardModel load(Path folder) throws IOException {
        return of(folder, Pooling.of(folder), List.of());
    }

    /** A reward model on a language model's (or reward model's) network; a new head is zero. */
    static RewardModel startingFrom(Path folder, Pooling pooling) throws IOException {
        return of(folder, pooling, List.of(pooling.weight()));
    }

    private static RewardModel of(Path folder, Pooling pooling, List<String> optional)
            throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        WeightShapes shapes = WeightShapes.of(config, pooling.kind());
        Weights weights = new Weights(shapes).read(folder, optional);
        return new RewardModel(config, Tokenizer.load(folder), weights, pooling);
    }

    public ModelConfig config() {
        return config;
    }

    /** The network over other parameters of the same shape. */
    Decoder network(Parameters parameters) {
        return Decoder.of(config, parameters, rotary);
    }

    Rows rows(int maxLength) {
        return new Rows(tokenizer, layout, maxLength, config.maxPositions());
    }

    PromptLayout layout() {
        return layout;
    }

    Weights weights() {
        return weights;
    }

    Pooling pooling() {
        return pooling;
    }

    Rotary rotary() {
        return rotary;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The reward of each completion. */
    public double[] rewards(List<PromptCompletion> completions) {
        return rewardsOf(
                completions.stream()
                        .map(c -> layout.promptAndCompletion(c.prompt(), c.completion()))
                        .map(row -> row.truncated(config.maxPositions()))
                        .toList());
    }

    /** The reward of each row. */
    double[] rewardsOf(List<Encoded> rows) {
        Decoder network = network(Parameters.of(weights.all()));
        Tensor head = pooling.head(weights.views());
        var rewards = new double[rows.size()];
        try (NoGradient off = NoGradient.open()) {
            for (int[] batch : LengthBatches.of(rows)) {
                try (Scope scope = Scope.open()) {
                    double[] some =
                            pooling.rewards(
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
        AtomicFiles.write(
                folder.resolve(ModelConfig.FILE),
                config.toJson(config.family().rewardModel(), type.elementName()));
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
