package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.train.checkpoint.AtomicFiles;
import org.maslin.train.checkpoint.Gguf;
import org.maslin.train.checkpoint.Shards;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.Rotary;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tokenizer.GgufTokenizer;
import org.maslin.train.tokenizer.PromptLayout;
import org.maslin.train.tokenizer.Tokenizer;

/**
 * A decoder with its tokenizer, in memory as 32-bit floats; on disk a folder in Hugging Face
 * layout. Not for use by several threads at once.
 */
public final class LanguageModel implements AutoCloseable {

    private static final double EMBEDDING_DEVIATION = 0.02;

    private final ModelConfig config;
    private final Tokenizer tokenizer;
    private final PromptLayout layout;
    private final Weights weights;
    private final Rotary rotary;
    private @Nullable Engines engines;

    private LanguageModel(ModelConfig config, Tokenizer tokenizer, Weights weights) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.layout = new PromptLayout(tokenizer, config.endIds(), config.vocabularySize());
        this.weights = weights;
        this.rotary = new Rotary(config.rope());
    }

    /**
     * @param folder in Hugging Face layout, or of an adapter, or a GGUF file
     * @throws BadInputException if the folder does not hold a whole model with tokenizer
     */
    public static LanguageModel load(Path folder) throws IOException {
        if (Adapter.isIn(folder)) {
            return withAdapter(folder);
        }
        @Nullable Path packed = GgufModel.file(folder);
        if (packed != null) {
            return unpacked(packed);
        }
        ModelConfig config = ModelConfig.read(folder);
        Weights weights = empty(config).read(folder);
        return new LanguageModel(config, Tokenizer.load(folder), weights);
    }

    /** The model that an adapter's folder names, with the adapter merged into it. */
    private static LanguageModel withAdapter(Path folder) throws IOException {
        LanguageModel model = load(Adapter.base(folder));
        try (Adapter adapter = Adapter.read(folder, model.config)) {
            adapter.mergeInto(model.weights);
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static LanguageModel unpacked(Path file) throws IOException {
        try (Gguf gguf = Gguf.open(file)) {
            GgufModel packed = GgufModel.of(gguf);
            ModelConfig config = packed.config();
            Weights weights = empty(config);
            packed.fill(weights, config);
            Tokenizer tokenizer = Tokenizer.of(file.toString(), GgufTokenizer.files(gguf));
            return new LanguageModel(config, tokenizer, weights);
        }
    }

    /**
     * A fresh model: embeddings drawn with deviation 0.02, other matrices with 1/√inputs, those
     * that write into the residual stream divided by √(2 layers) as in GPT-2, norms 1.
     */
    static LanguageModel create(ModelConfig config, Tokenizer tokenizer, Seed seed) {
        Weights weights = empty(config);
        SequencedMap<String, long[]> matrices =
                WeightShapes.of(config, WeightShapes.Head.LANGUAGE).matrices();
        weights.fill(
                (name, size) -> {
                    long[] shape = matrices.get(name);
                    return shape == null
                            ? ones(size)
                            : normal(size, deviation(config, name, shape), seed.derive(name));
                });
        return new LanguageModel(config, tokenizer, weights);
    }

    private static Weights empty(ModelConfig config) {
        return new Weights(WeightShapes.of(config, WeightShapes.Head.LANGUAGE));
    }

    private static double deviation(ModelConfig config, String name, long[] shape) {
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

    public ModelConfig config() {
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
    Decoder network() {
        return network(Parameters.of(weights.all()));
    }

    /** What draws completions of this model; its weights must not change afterwards. */
    Engines engines() {
        if (engines == null) {
            engines = new Engines(network());
        }
        return engines;
    }

    /** The network over other parameters of the same shape. */
    Decoder network(Parameters parameters) {
        return Decoder.of(config, parameters, rotary);
    }

    /** Writes configuration, tokenizer and, last, the weights. */
    public void save(Path folder, StorageType type) throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.write(
                folder.resolve(ModelConfig.FILE),
                config.toJson(config.family().languageModel(), type.elementName()));
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
