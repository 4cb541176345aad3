package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shape of a Llama decoder, as {@code config.json} says it.
 *
 * @param attentionHeads query heads
 * @param keyValueHeads heads of keys and values; divides {@code attentionHeads}
 * @param tiedEmbeddings whether the output matrix is the embedding
 * @param ropeScaling how rotary frequencies are stretched, or null if they are not
 */
public record LlamaConfig(
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int attentionHeads,
        int keyValueHeads,
        int headSize,
        int maxPositions,
        double normEpsilon,
        double ropeTheta,
        @Nullable RopeScaling ropeScaling,
        boolean tiedEmbeddings,
        int padId,
        int endId) {

    private static final JsonMapper JSON = JsonMapper.shared();
    static final String FILE = "config.json";
    static final String LANGUAGE_MODEL = "LlamaForCausalLM";
    static final String REWARD_MODEL = "LlamaForSequenceClassification";

    /** The stretching of Llama 3.1: long waves slowed by {@code factor}, short ones kept. */
    public record RopeScaling(
            double factor, double lowFactor, double highFactor, double originalPositions) {}

    public LlamaConfig {
        if (keyValueHeads < 1 || attentionHeads % keyValueHeads != 0) {
            throw new IllegalArgumentException(
                    "The query heads (%d) must be a multiple of the key-value heads (%d)."
                            .formatted(attentionHeads, keyValueHeads));
        }
        if (headSize < 2 || headSize % 2 != 0) {
            throw new IllegalArgumentException(
                    "The head size (%d) must be even and at least 2.".formatted(headSize));
        }
    }

    /**
     * @throws BadInputException if the file is not the configuration of a Llama we can run
     */
    public static LlamaConfig read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        JsonNode json;
        try {
            json = JSON.readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new BadInputException(
                    file.toString(), "no JSON", "a model configuration", "Copy the file again.");
        }
        requireLlama(file, json);
        JsonNode rope = json.has("rope_parameters") ? json.path("rope_parameters") : json;
        int hidden = integer(file, json, "hidden_size");
        int heads = integer(file, json, "num_attention_heads");
        return new LlamaConfig(
                integer(file, json, "vocab_size"),
                hidden,
                integer(file, json, "intermediate_size"),
                integer(file, json, "num_hidden_layers"),
                heads,
                json.path("num_key_value_heads").asInt(heads),
                json.path("head_dim").asInt(hidden / heads),
                json.path("max_position_embeddings").asInt(2048),
                json.path("rms_norm_eps").asDouble(1e-6),
                rope.path("rope_theta").asDouble(10_000),
                ropeScaling(file, json),
                json.path("tie_word_embeddings").asBoolean(false),
                json.path("pad_token_id").asInt(0),
                endId(json));
    }

    private static void requireLlama(Path file, JsonNode json) {
        require(file, json, "model_type", "llama");
        if (json.has("hidden_act")) {
            require(file, json, "hidden_act", "silu");
        }
        if (json.path("attention_bias").asBoolean(false)
                || json.path("mlp_bias").asBoolean(false)) {
            throw new BadInputException(
                    file.toString(),
                    "a model with biases",
                    "attention_bias and mlp_bias false",
                    "Only Llama models without biases can be run.");
        }
    }

    private static void require(Path file, JsonNode json, String key, String value) {
        String found = json.path(key).asString("");
        if (!found.equals(value)) {
            throw new BadInputException(
                    "%s, %s".formatted(file, key),
                    "\"" + found + "\"",
                    "\"" + value + "\"",
                    "Only models of the Llama architecture can be run.");
        }
    }

    private static int integer(Path file, JsonNode json, String key) {
        int value = json.path(key).asInt(0);
        if (value < 1) {
            throw new BadInputException(
                    "%s, %s".formatted(file, key),
                    String.valueOf(json.path(key)),
                    "a positive number",
                    "Copy the configuration again from its source.");
        }
        return value;
    }

    private static int endId(JsonNode json) {
        JsonNode end = json.path("eos_token_id");
        return end.isArray() ? end.path(0).asInt(-1) : end.asInt(-1);
    }

    private static @Nullable RopeScaling ropeScaling(Path file, JsonNode json) {
        JsonNode rope =
                json.has("rope_parameters")
                        ? json.path("rope_parameters")
                        : json.path("rope_scaling");
        String type = rope.path("rope_type").asString("default");
        return switch (type) {
            case "default" -> null;
            case "llama3" ->
                    new RopeScaling(
                            rope.path("factor").asDouble(),
                            rope.path("low_freq_factor").asDouble(),
                            rope.path("high_freq_factor").asDouble(),
                            rope.path("original_max_position_embeddings").asDouble());
            default ->
                    throw new BadInputException(
                            file + ", rope_type",
                            "\"" + type + "\"",
                            "\"default\" or \"llama3\"",
                            "Other stretchings of positions cannot be run.");
        };
    }

    /** The file that the field's other tools read. */
    String toJson(String architecture, String elementType) {
        ObjectNode json = JSON.createObjectNode();
        json.putArray("architectures").add(architecture);
        json.put("model_type", "llama")
                .put("vocab_size", vocabularySize)
                .put("hidden_size", hiddenSize)
                .put("intermediate_size", intermediateSize)
                .put("num_hidden_layers", layers)
                .put("num_attention_heads", attentionHeads)
                .put("num_key_value_heads", keyValueHeads)
                .put("head_dim", headSize)
                .put("max_position_embeddings", maxPositions)
                .put("rms_norm_eps", normEpsilon)
                .put("hidden_act", "silu")
                .put("attention_bias", false)
                .put("mlp_bias", false)
                .put("tie_word_embeddings", tiedEmbeddings)
                .put("pad_token_id", padId)
                .putNull("bos_token_id")
                .put("eos_token_id", endId)
                .put("initializer_range", 0.02)
                .put("rope_theta", ropeTheta)
                .put("torch_dtype", elementType);
        ObjectNode rope = json.putObject("rope_parameters").put("rope_theta", ropeTheta);
        putScaling(rope);
        if (ropeScaling != null) {
            putScaling(json.putObject("rope_scaling"));
        }
        if (architecture.equals(REWARD_MODEL)) {
            json.putObject("id2label").put("0", "reward");
            json.putObject("label2id").put("reward", 0);
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private void putScaling(ObjectNode rope) {
        rope.put("rope_type", ropeScaling == null ? "default" : "llama3");
        if (ropeScaling != null) {
            rope.put("factor", ropeScaling.factor)
                    .put("low_freq_factor", ropeScaling.lowFactor)
                    .put("high_freq_factor", ropeScaling.highFactor)
                    .put("original_max_position_embeddings", (long) ropeScaling.originalPositions);
        }
    }

    /**
     * Names and shapes of the decoder's weights in Hugging Face layout: matrices first, then the
     * norms, so that the part that weight decay applies to is one stretch of memory.
     */
    SequencedMap<String, long[]> decoderShapes() {
        SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
        int queries = attentionHeads * headSize;
        int keys = keyValueHeads * headSize;
        shapes.put("model.embed_tokens.weight", new long[] {vocabularySize, hiddenSize});
        for (int i = 0; i < layers; i++) {
            String layer = layer(i);
            shapes.put(layer + "self_attn.q_proj.weight", new long[] {queries, hiddenSize});
            shapes.put(layer + "self_attn.k_proj.weight", new long[] {keys, hiddenSize});
            shapes.put(layer + "self_attn.v_proj.weight", new long[] {keys, hiddenSize});
            shapes.put(layer + "self_attn.o_proj.weight", new long[] {hiddenSize, queries});
            shapes.put(layer + "mlp.gate_proj.weight", new long[] {intermediateSize, hiddenSize});
            shapes.put(layer + "mlp.up_proj.weight", new long[] {intermediateSize, hiddenSize});
            shapes.put(layer + "mlp.down_proj.weight", new long[] {hiddenSize, intermediateSize});
        }
        return shapes;
    }

    SequencedMap<String, long[]> normShapes() {
        SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
        for (int i = 0; i < layers; i++) {
            shapes.put(layer(i) + "input_layernorm.weight", new long[] {hiddenSize});
            shapes.put(layer(i) + "post_attention_layernorm.weight", new long[] {hiddenSize});
        }
        shapes.put("model.norm.weight", new long[] {hiddenSize});
        return shapes;
    }

    static String layer(int index) {
        return "model.layers." + index + ".";
    }
}
