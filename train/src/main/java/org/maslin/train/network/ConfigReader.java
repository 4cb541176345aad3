package org.maslin.train.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code config.json} in its older and newer spelling; what cannot be run is refused. */
final class ConfigReader {

    private static final int QWEN3_HEAD = 128;
    private static final int MISTRAL_WINDOW = 4096;
    private static final int FIRST_WINDOW_LAYER = 28;

    private final String place;
    private final JsonNode json;

    private ConfigReader(String place, JsonNode json) {
        this.place = place;
        this.json = json;
    }

    static ModelConfig read(Path file) throws IOException {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new BadInputException(
                    file.toString(),
                    "no such file",
                    "a model in Hugging Face layout",
                    "Name the folder that holds config.json and model.safetensors.");
        }
    }

    static ModelConfig parse(String place, String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            if (json.isObject()) {
                var reader = new ConfigReader(place, json);
                Family family = Family.named(place + ", model_type", reader.text("model_type", ""));
                reader.requirePlain();
                return family == Family.GPT2 ? reader.gpt2(text) : reader.llamaLike(family, text);
            }
        } catch (JacksonException e) {
            // Told below, together with what is JSON but no object.
        }
        throw new BadInputException(
                place, "no JSON object", "a model configuration", "Copy the file again.");
    }

    private void requirePlain() {
        JsonNode quantization = json.path("quantization_config");
        if (quantization.isObject()) {
            throw new BadInputException(
                    place + ", quantization_config",
                    quantization.path("quant_method").asString("a quantised model"),
                    "weights in F32, F16 or BF16",
                    "Take the model's unquantised checkpoint, or one in GGUF.");
        }
    }

    private ModelConfig llamaLike(Family family, String text) {
        requireActivation("hidden_act", List.of("silu"));
        int hidden = integer("hidden_size");
        int heads = integer("num_attention_heads");
        int layers = integer("num_hidden_layers");
        int keyValueHeads = number("num_key_value_heads", family == Family.MISTRAL ? 8 : heads);
        int headSize = number("head_dim", family == Family.QWEN3 ? QWEN3_HEAD : hidden / heads);
        int positions = number("max_position_embeddings", 2048);
        boolean bias = json.path("attention_bias").asBoolean(false);
        boolean mlpBias = json.path("mlp_bias").asBoolean(false);
        ModelConfig.Biases biases =
                switch (family) {
                    case QWEN2 -> new ModelConfig.Biases(true, false, false);
                    case QWEN3 -> new ModelConfig.Biases(bias, bias, false);
                    case LLAMA -> new ModelConfig.Biases(bias, bias, mlpBias);
                    case MISTRAL, GPT2 -> ModelConfig.Biases.NONE;
                };
        return new ModelConfig(
                family,
                integer("vocab_size"),
                hidden,
                integer("intermediate_size"),
                layers,
                heads,
                keyValueHeads,
                headSize,
                positions,
                json.path("rms_norm_eps").asDouble(1e-6),
                windows(family, layers),
                Rope.read(place, json, headSize, positions),
                biases,
                "silu",
                json.path("tie_word_embeddings").asBoolean(false),
                false,
                number("pad_token_id", 0),
                ends(),
                text);
    }

    private ModelConfig gpt2(String text) {
        requireActivation(
                "activation_function",
                List.of("gelu_new", "gelu_pytorch_tanh", "gelu", "relu", "silu"));
        int hidden = integer("n_embd");
        int heads = integer("n_head");
        int layers = integer("n_layer");
        if (!json.path("scale_attn_weights").asBoolean(true)
                || json.path("add_cross_attention").asBoolean(false)) {
            throw new BadInputException(
                    place,
                    "unscaled attention or cross-attention",
                    "scale_attn_weights true and add_cross_attention false",
                    "Only the published form of GPT-2 can be run.");
        }
        return new ModelConfig(
                Family.GPT2,
                integer("vocab_size"),
                hidden,
                number("n_inner", 4 * hidden),
                layers,
                heads,
                heads,
                hidden / heads,
                integer("n_positions"),
                json.path("layer_norm_epsilon").asDouble(1e-5),
                Collections.nCopies(layers, 0),
                null,
                new ModelConfig.Biases(true, true, true),
                text("activation_function", "gelu_new"),
                json.path("tie_word_embeddings").asBoolean(true),
                json.path("scale_attn_by_inverse_layer_idx").asBoolean(false),
                number("pad_token_id", 0),
                ends(),
                text);
    }

    /** Mistral's window is one for all layers; Qwen's begins at a layer, or is listed. */
    private List<Integer> windows(Family family, int layers) {
        boolean windowed =
                switch (family) {
                    case MISTRAL -> true;
                    case QWEN2, QWEN3 -> json.path("use_sliding_window").asBoolean(false);
                    case LLAMA, GPT2 -> false;
                };
        JsonNode given = json.path("sliding_window");
        int window = windowed && !given.isNull() ? given.asInt(MISTRAL_WINDOW) : 0;
        JsonNode types = json.path("layer_types");
        int first = number("max_window_layers", FIRST_WINDOW_LAYER);
        List<Integer> windows = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            boolean sliding =
                    family == Family.MISTRAL
                            || (types.isArray()
                                    ? types.path(layer).asString("").equals("sliding_attention")
                                    : layer >= first);
            windows.add(sliding ? window : 0);
        }
        return windows;
    }

    private List<Integer> ends() {
        JsonNode end = json.path("eos_token_id");
        List<Integer> ends = new ArrayList<>();
        if (end.isArray()) {
            end.forEach(one -> ends.add(one.asInt()));
        } else if (end.isNumber()) {
            ends.add(end.asInt());
        }
        return ends;
    }

    private void requireActivation(String key, List<String> known) {
        String found = text(key, known.getFirst());
        if (!known.contains(found)) {
            throw new BadInputException(
                    place + ", " + key,
                    "\"" + found + "\"",
                    String.join(", ", known),
                    "Models with other activations cannot be run.");
        }
    }

    private String text(String key, String otherwise) {
        return json.path(key).asString(otherwise);
    }

    private int number(String key, int otherwise) {
        @Nullable JsonNode value = json.get(key);
        return value == null || value.isNull() ? otherwise : value.asInt(otherwise);
    }

    private int integer(String key) {
        int value = json.path(key).asInt(0);
        if (value < 1) {
            throw new BadInputException(
                    "%s, %s".formatted(place, key),
                    String.valueOf(json.path(key)),
                    "a positive number",
                    "Copy the configuration again from its source.");
        }
        return value;
    }
}
