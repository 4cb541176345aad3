package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.checkpoint.Gguf;
import org.maslin.train.network.Family;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Weights;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A model in one GGUF file: its configuration and weights, turned into Hugging Face's layout. */
final class GgufModel {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FREQUENCIES = "rope_freqs.weight";
    private static final Map<String, String> MODULES =
            Map.ofEntries(
                    Map.entry("self_attn.q_proj", "attn_q"),
                    Map.entry("self_attn.k_proj", "attn_k"),
                    Map.entry("self_attn.v_proj", "attn_v"),
                    Map.entry("self_attn.o_proj", "attn_output"),
                    Map.entry("self_attn.q_norm", "attn_q_norm"),
                    Map.entry("self_attn.k_norm", "attn_k_norm"),
                    Map.entry("mlp.gate_proj", "ffn_gate"),
                    Map.entry("mlp.up_proj", "ffn_up"),
                    Map.entry("mlp.down_proj", "ffn_down"),
                    Map.entry("input_layernorm", "attn_norm"),
                    Map.entry("post_attention_layernorm", "ffn_norm"));

    private final Gguf file;
    private final String kind;

    private GgufModel(Gguf file) {
        this.file = file;
        this.kind = file.text("general.architecture", "");
        if (!List.of("llama", "qwen2", "qwen3").contains(kind)) {
            throw new BadInputException(
                    file.file() + ", general.architecture",
                    "\"" + kind + "\"",
                    "llama, qwen2 or qwen3",
                    "Models of other architectures cannot be run from GGUF.");
        }
    }

    static GgufModel of(Gguf file) {
        return new GgufModel(file);
    }

    /** The GGUF file that a path means: itself, or the only one of a folder without config.json. */
    static @Nullable Path file(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return path.getFileName().toString().endsWith(".gguf") ? path : null;
        }
        if (!Files.isDirectory(path) || Files.exists(path.resolve(ModelConfig.FILE))) {
            return null;
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> found =
                    files.filter(one -> one.getFileName().toString().endsWith(".gguf")).toList();
            return found.size() == 1 ? found.getFirst() : null;
        }
    }

    ModelConfig config() {
        long hidden = number("embedding_length");
        long heads = number("attention.head_count");
        ObjectNode json = JSON.createObjectNode();
        json.put("model_type", kind)
                .put("vocab_size", file.shape("token_embd.weight")[0])
                .put("hidden_size", hidden)
                .put("intermediate_size", number("feed_forward_length"))
                .put("num_hidden_layers", number("block_count"))
                .put("num_attention_heads", heads)
                .put("num_key_value_heads", file.number(key("attention.head_count_kv"), heads))
                .put("head_dim", file.number(key("attention.key_length"), hidden / heads))
                .put("max_position_embeddings", number("context_length"))
                .put("rms_norm_eps", file.real(key("attention.layer_norm_rms_epsilon"), 1e-6))
                .put("hidden_act", "silu")
                .put("attention_bias", kind.equals("llama") && file.has("blk.0.attn_q.bias"))
                .put("mlp_bias", false)
                .put("tie_word_embeddings", !file.has("output.weight"))
                .put("pad_token_id", file.number("tokenizer.ggml.padding_token_id", 0));
        for (String token : List.of("bos", "eos")) {
            long id = file.number("tokenizer.ggml.%s_token_id".formatted(token), -1);
            if (id >= 0) {
                json.put(token + "_token_id", id);
            }
        }
        rope(json.putObject("rope_parameters"));
        json.put("torch_dtype", "float32");
        Family family = ModelConfig.parse(file.file().toString(), json.toString()).family();
        json.putArray("architectures").add(family.languageModel());
        return ModelConfig.parse(
                file.file().toString(),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    private void rope(ObjectNode rope) {
        rope.put("rope_theta", file.real(key("rope.freq_base"), 10_000));
        String type = file.text(key("rope.scaling.type"), "none");
        if (file.has(FREQUENCIES)) {
            float[] factors = file.floats(FREQUENCIES);
            rope.put("rope_type", "longrope").put("attention_factor", 1).put("factor", 1);
            for (String set : List.of("short_factor", "long_factor")) {
                var list = rope.putArray(set);
                for (float factor : factors) {
                    list.add(factor);
                }
            }
        } else if (type.equals("none")) {
            rope.put("rope_type", "default");
        } else {
            rope.put("rope_type", type)
                    .put("factor", file.real(key("rope.scaling.factor"), 1))
                    .put(
                            "original_max_position_embeddings",
                            file.number(
                                    key("rope.scaling.original_context_length"),
                                    number("context_length")));
        }
    }

    private String key(String name) {
        return kind + "." + name;
    }

    private long number(String name) {
        long value = file.number(key(name), 0);
        if (value < 1) {
            throw new BadInputException(
                    "%s, %s".formatted(file.file(), key(name)),
                    "nothing",
                    "a positive number",
                    "Copy the file again from its source.");
        }
        return value;
    }

    void fill(Weights weights, ModelConfig config) {
        weights.fill((name, size) -> values(name, size, config));
    }

    private float[] values(String name, int size, ModelConfig config) {
        float[] values = file.floats(arrayOf(name));
        if (values.length != size) {
            throw new BadInputException(
                    "%s, array %s".formatted(file.file(), arrayOf(name)),
                    Arrays.toString(file.shape(arrayOf(name))),
                    size + " numbers",
                    "The weights do not fit the file's own configuration.");
        }
        if (!kind.equals("llama")) {
            return values;
        }
        if (name.contains("q_proj")) {
            return halves(values, config.attentionHeads(), config.headSize());
        }
        return name.contains("k_proj")
                ? halves(values, config.keyValueHeads(), config.headSize())
                : values;
    }

    private static String arrayOf(String name) {
        if (name.equals("model.embed_tokens.weight")) {
            return "token_embd.weight";
        }
        if (name.equals("model.norm.weight")) {
            return "output_norm.weight";
        }
        if (name.equals("lm_head.weight")) {
            return "output.weight";
        }
        String[] parts = name.split("\\.", 4);
        int end = parts[3].lastIndexOf('.');
        return "blk.%s.%s%s"
                .formatted(
                        parts[2], MODULES.get(parts[3].substring(0, end)), parts[3].substring(end));
    }

    /** Rows of a head that alternate between its halves, put back into two halves. */
    private static float[] halves(float[] values, int heads, int headSize) {
        int width = values.length / (heads * headSize);
        var halves = new float[values.length];
        for (int row = 0; row < heads * headSize; row++) {
            int inHead = row % headSize;
            int from = row - inHead + inHead % (headSize / 2) * 2 + inHead / (headSize / 2);
            System.arraycopy(values, from * width, halves, row * width, width);
        }
        return halves;
    }
}
