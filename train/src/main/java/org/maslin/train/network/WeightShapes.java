package org.maslin.train.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Names and shapes of a network's weights in Hugging Face layout: matrices first, then norms and
 * biases, so that the part that weight decay applies to is one stretch of memory. Matrices that
 * read the same input stand side by side, so that one product serves them all.
 *
 * @param fused for the name of such a product's weight, the names of the weights that it joins
 */
public record WeightShapes(
        SequencedMap<String, long[]> matrices,
        SequencedMap<String, long[]> vectors,
        Map<String, List<String>> fused) {

    /** What reads the last hidden states. */
    public enum Head {
        LANGUAGE,
        SCORE,
        MEAN_SCORE,
        NONE
    }

    /** The name of the matrix that turns hidden states into logits. */
    public static final String LANGUAGE_HEAD = "lm_head.weight";

    /** The name of the matrix that turns hidden states into rewards or values. */
    public static final String SCORE_HEAD = "score.weight";

    /** The same where it is the mean over a completion that is read. */
    public static final String MEAN_SCORE_HEAD = "mean_score.weight";

    public static WeightShapes of(ModelConfig config, Head head) {
        var shapes =
                new WeightShapes(
                        new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        if (config.family() == Family.GPT2) {
            shapes.gpt2(config);
        } else {
            shapes.llama(config);
        }
        long hidden = config.hiddenSize();
        switch (head) {
            case SCORE -> shapes.matrices.put(SCORE_HEAD, new long[] {1, hidden});
            case MEAN_SCORE -> shapes.matrices.put(MEAN_SCORE_HEAD, new long[] {1, hidden});
            case LANGUAGE -> {
                if (!config.tiedEmbeddings()) {
                    shapes.matrices.put(
                            LANGUAGE_HEAD, new long[] {config.vocabularySize(), hidden});
                }
            }
            case NONE -> {}
        }
        return shapes;
    }

    /** How many numbers they are together. */
    public long count() {
        return Stream.concat(matrices.values().stream(), vectors.values().stream())
                .mapToLong(shape -> Arrays.stream(shape).reduce(1, Math::multiplyExact))
                .sum();
    }

    private void llama(ModelConfig config) {
        long hidden = config.hiddenSize();
        long inner = config.intermediateSize();
        long[] outputs = config.projections();
        ModelConfig.Biases biases = config.biases();
        matrices.put("model.embed_tokens.weight", new long[] {config.vocabularySize(), hidden});
        for (int i = 0; i < config.layers(); i++) {
            String attention = layer(i) + "self_attn.";
            String mlp = layer(i) + "mlp.";
            List<String> inputs =
                    List.of(attention + "q_proj", attention + "k_proj", attention + "v_proj");
            List<String> gates = List.of(mlp + "gate_proj", mlp + "up_proj");
            join(attention + "qkv_proj", inputs, outputs, hidden, biases.queryKeyValue());
            put(attention + "o_proj", hidden, outputs[0], biases.output());
            join(
                    mlp + "gate_up_proj",
                    gates,
                    new long[] {inner, inner},
                    hidden,
                    biases.feedForward());
            put(mlp + "down_proj", hidden, inner, biases.feedForward());
            if (config.family() == Family.QWEN3) {
                vectors.put(attention + "q_norm.weight", new long[] {config.headSize()});
                vectors.put(attention + "k_norm.weight", new long[] {config.headSize()});
            }
            vectors.put(layer(i) + "input_layernorm.weight", new long[] {hidden});
            vectors.put(layer(i) + "post_attention_layernorm.weight", new long[] {hidden});
        }
        vectors.put("model.norm.weight", new long[] {hidden});
    }

    private void join(
            String name, List<String> modules, long[] outputs, long inputs, boolean bias) {
        for (int i = 0; i < outputs.length; i++) {
            put(modules.get(i), outputs[i], inputs, bias);
        }
        fused.put(name + ".weight", modules.stream().map(m -> m + ".weight").toList());
        if (bias) {
            fused.put(name + ".bias", modules.stream().map(m -> m + ".bias").toList());
        }
    }

    private void put(String module, long outputs, long inputs, boolean bias) {
        matrices.put(module + ".weight", new long[] {outputs, inputs});
        if (bias) {
            vectors.put(module + ".bias", new long[] {outputs});
        }
    }

    /** GPT-2 stores its matrices the other way round: inputs by outputs. */
    private void gpt2(ModelConfig config) {
        long hidden = config.hiddenSize();
        long inner = config.intermediateSize();
        matrices.put("transformer.wte.weight", new long[] {config.vocabularySize(), hidden});
        matrices.put("transformer.wpe.weight", new long[] {config.maxPositions(), hidden});
        for (int i = 0; i < config.layers(); i++) {
            String layer = "transformer.h." + i + ".";
            norm(layer + "ln_1", hidden);
            put(layer + "attn.c_attn", hidden, 3 * hidden, false);
            vectors.put(layer + "attn.c_attn.bias", new long[] {3 * hidden});
            put(layer + "attn.c_proj", hidden, hidden, true);
            norm(layer + "ln_2", hidden);
            put(layer + "mlp.c_fc", hidden, inner, false);
            vectors.put(layer + "mlp.c_fc.bias", new long[] {inner});
            put(layer + "mlp.c_proj", inner, hidden, false);
            vectors.put(layer + "mlp.c_proj.bias", new long[] {hidden});
        }
        norm("transformer.ln_f", hidden);
    }

    private void norm(String name, long size) {
        vectors.put(name + ".weight", new long[] {size});
        vectors.put(name + ".bias", new long[] {size});
    }

    static String layer(int index) {
        return "model.layers." + index + ".";
    }
}
