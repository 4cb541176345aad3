package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.train.checkpoint.AtomicFiles;
import org.maslin.train.checkpoint.Shards;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.tokenizer.PromptLayout;
import org.maslin.train.tokenizer.Tokenizer;

/**
 * A Llama with its tokenizer, in memory as 32-bit floats; on disk a folder in Hugging Face layout.
 * Not for use by several threads at once.
 */
public final class LanguageModel implements AutoCloseable {

    private static final double EMBEDDING_DEVIATION = 0.02;

    private final LlamaConfig config;
    private final Tokenizer tokenizer;
    private final PromptLayout layout;
    private final Weights weights;
    private final Rotary rotary;

    private LanguageModel(LlamaConfig config, Tokenizer tokenizer, Weights weights) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.layout = new PromptLayout(tokenizer, config.endId());
        this.weights = weights;
        this.rotary = Rotary.of(config);
    }

    /**
     * @throws BadInputException if the folder does not hold a whole Llama with tokenizer
     */
    public static LanguageModel load(Path folder) throws IOException {
        LlamaConfig config = LlamaConfig.read(folder);
        Weights weights = empty(config).read(folder);
        return new LanguageModel(config, Tokenizer.load(folder), weights);
    }

    /**
     * A fresh model: embeddings drawn with deviation 0.02, other matrices with 1/√inputs, those
     * that write into the residual stream divided by √(2 layers) as in GPT-2, norms 1.
     */
    static LanguageModel create(LlamaConfig config, Tokenizer tokenizer, Seed seed) {
        Weights weights = empty(config);
        SequencedMap<String, long[]> matrices = matrices(config);
        weights.fill(
                (name, size) -> {
                    long[] shape = matrices.get(name);
                    return shape == null
                            ? ones(size)
                            : normal(size, deviation(config, name, shape), seed.derive(name));
                });
        return new LanguageModel(config, tokenizer, weights);
    }

    private static Weights empty(LlamaConfig config) {
        return new Weights(matrices(config), config.normShapes());
    }

    private static SequencedMap<String, long[]> matrices(LlamaConfig config) {
        SequencedMap<String, long[]> matrices = config.decoderShapes();
        if (!config.tiedEmbeddings()) {
            matrices.put(
                    "lm_head.weight", new long[] {config.vocabularySize(), config.hiddenSize()});
        }
        return matrices;
    }

    private static double deviation(LlamaConfig config, String name, long[] shape) {
        if (name.contains("embed_tokens") || name.contains("lm_head")) {
            return EMBEDDING_DEVIATION;
        }
        double deviation = 1 / Math.sqrt(shape[1]);
        boolean intoResidual = name.contains("o_proj") || name.contains("down_proj");
        return intoResidual ? deviation / Math.sqrt(2.0 * config.layers()) : deviation;
    }

    private static float[] ones(int size) {
        var values = new float[size];
        Arrays.fill(values, 1);
        return values;
    }

    private static float[] normal(int size, double deviation, Seed seed) {
        RandomGenerator random = seed.generator();
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian(0, deviation);
        }
        return values;
    }

    public LlamaConfig config() {
        return config;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public PromptLayout layout() {
        return layout;
    }

    /** How many numbers the model consists of. */
    public long parameterCount() {
        return weights.flat().count();
    }

    Weights weights() {
        return weights;
    }

    Rotary rotary() {
        return rotary;
    }

    /** The network over these weights, without gradients of its own. */
    Llama network() {
        return new Llama(config, weights.views(), rotary);
    }

    /** Writes configuration, tokenizer and, last, the weights. */
    public void save(Path folder, StorageType type) throws IOException {
        Files.createDirectories(folder);
        String elements = type == StorageType.F16 ? "float16" : "float32";
        AtomicFiles.write(
                folder.resolve(LlamaConfig.FILE),
                config.toJson(LlamaConfig.LANGUAGE_MODEL, elements));
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
