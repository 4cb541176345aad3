package org.maslin.train.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shape of a decoder, as {@code config.json} says it.
 *
 * @param attentionHeads query heads
 * @param keyValueHeads heads of keys and values; divides {@code attentionHeads}
 * @param windows for each layer, how many tokens up to itself a token sees; 0 for all
 * @param rope how positions turn queries and keys, or null where they are added to embeddings
 * @param biases which projections have biases
 * @param activation of the feed-forward part, by its name in the field
 * @param tiedEmbeddings whether the output matrix is the embedding
 * @param scoreByLayer whether attention scores are divided by the number of the layer (GPT-2)
 * @param endIds the tokens that end a text
 * @param json the whole file
 */
public record ModelConfig(
        Family family,
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int attentionHeads,
        int keyValueHeads,
        int headSize,
        int maxPositions,
        double normEpsilon,
        List<Integer> windows,
        @Nullable Rope rope,
        Biases biases,
        String activation,
        boolean tiedEmbeddings,
        boolean scoreByLayer,
        int padId,
        List<Integer> endIds,
        String json) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The file's name. */
    public static final String FILE = "config.json";

    /** Which projections have biases. */
    public record Biases(boolean queryKeyValue, boolean output, boolean feedForward) {

        static final Biases NONE = new Biases(false, false, false);
    }

    public ModelConfig {
        if (keyValueHeads < 1 || attentionHeads % keyValueHeads != 0) {
            throw new BadInputException(
                    FILE,
                    "%d query heads and %d key-value heads"
                            .formatted(attentionHeads, keyValueHeads),
                    "query heads that are a multiple of the key-value heads",
                    "Correct num_attention_heads or num_key_value_heads.");
        }
        if (headSize < 2 || headSize % 2 != 0) {
            throw new BadInputException(
                    FILE,
                    "a head size of " + headSize,
                    "an even number of at least 2",
                    "Correct head_dim, hidden_size or num_attention_heads.");
        }
        windows = List.copyOf(windows);
        endIds = List.copyOf(endIds);
    }

    /**
     * @throws BadInputException if the file is not the configuration of a model we can run
     */
    public static ModelConfig read(Path folder) throws IOException {
        return ConfigReader.read(folder.resolve(FILE));
    }

    /** The configuration that a text in the format of {@code config.json} says. */
    public static ModelConfig parse(String place, String json) {
        return ConfigReader.parse(place, json);
    }

    /** The first token that ends a text, or -1 if none does. */
    public int endId() {
        return endIds.isEmpty() ? -1 : endIds.getFirst();
    }

    /** Numbers of queries, then of keys, then of values that a token has in a layer. */
    long[] projections() {
        long keys = (long) keyValueHeads * headSize;
        return new long[] {(long) attentionHeads * headSize, keys, keys};
    }

    /**
     * The file that the field's other tools read: as it was, but for the class and the type.
     *
     * @param architecture the class of the field's library that reads it
     * @param elementType such as {@code float32}
     */
    public String toJson(String architecture, String elementType) {
        var node = (ObjectNode) JSON.readTree(json);
        node.putArray("architectures").add(architecture);
        node.put("torch_dtype", elementType);
        if (node.has("dtype")) {
            node.put("dtype", elementType);
        }
        if (architecture.equals(family.rewardModel())) {
            node.putObject("id2label").put("0", "reward");
            node.putObject("label2id").put("reward", 0);
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    /** A Llama of these sizes with plain rotary positions, padding token 0 and one end token. */
    public static ModelConfig llama(Map<String, ?> sizes, int endId) {
        ObjectNode json = JSON.createObjectNode();
        json.putArray("architectures").add(Family.LLAMA.languageModel());
        json.put("model_type", Family.LLAMA.modelType());
        sizes.forEach((key, value) -> json.set(key, JSON.valueToTree(value)));
        json.put("hidden_act", "silu")
                .put("attention_bias", false)
                .put("mlp_bias", false)
                .put("pad_token_id", 0)
                .putNull("bos_token_id")
                .put("eos_token_id", endId)
                .put("initializer_range", 0.02)
                .put("torch_dtype", "float32");
        json.putObject("rope_parameters")
                .put("rope_theta", json.path("rope_theta").asDouble(10_000))
                .put("rope_type", "default");
        return parse("sizes", JSON.writeValueAsString(json));
    }
}
