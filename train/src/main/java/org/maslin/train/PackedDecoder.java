package org.maslin.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.Family;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/** A decoder's weights as they are now, adapters merged, packed for {@link VectorKernels}. */
final class PackedDecoder {

    /** One block's weights; null where the family has none. */
    record Block(
            float[] inputNorm,
            float[] qkv,
            float @Nullable [] qkvBias,
            float @Nullable [] queryNorm,
            float @Nullable [] keyNorm,
            float[] output,
            float @Nullable [] outputBias,
            float[] middleNorm,
            float[] gateUp,
            float @Nullable [] gateUpBias,
            float[] down,
            float @Nullable [] downBias) {}

    final ModelConfig config;
    final float[] embedding;
    final Block[] blocks;
    final float[] norm;
    final float[] head;

    private PackedDecoder(Decoder network) {
        config = network.config();
        Parameters p = network.parameters();
        int hidden = config.hiddenSize();
        embedding = values(p, "model.embed_tokens.weight");
        blocks = new Block[config.layers()];
        for (int layer = 0; layer < blocks.length; layer++) {
            String name = "model.layers." + layer + ".";
            String attention = name + "self_attn.";
            String mlp = name + "mlp.";
            blocks[layer] =
                    new Block(
                            values(p, name + "input_layernorm.weight"),
                            joined(p, hidden, attention, "q_proj", "k_proj", "v_proj"),
                            biases(p, attention + "qkv_proj.bias"),
                            biases(p, attention + "q_norm.weight"),
                            biases(p, attention + "k_norm.weight"),
                            joined(
                                    p,
                                    config.attentionHeads() * config.headSize(),
                                    attention,
                                    "o_proj"),
                            biases(p, attention + "o_proj.bias"),
                            values(p, name + "post_attention_layernorm.weight"),
                            joined(p, hidden, mlp, "gate_proj", "up_proj"),
                            biases(p, mlp + "gate_up_proj.bias"),
                            joined(p, config.intermediateSize(), mlp, "down_proj"),
                            biases(p, mlp + "down_proj.bias"));
        }
        norm = values(p, "model.norm.weight");
        head =
                config.tiedEmbeddings()
                        ? VectorKernels.packed(embedding, config.vocabularySize(), hidden)
                        : joined(p, hidden, "", "lm_head");
    }

    /** The decoder packed, or null where it cannot be or vectors are not to be had. */
    static @Nullable PackedDecoder of(Decoder network) {
        boolean llama = network.config().family() != Family.GPT2;
        if (!llama || !available() || !fits(network)) {
            return null;
        }
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            return new PackedDecoder(network);
        }
    }

    /** Whether Java offers the processor's vectors. */
    static boolean available() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** The copy must leave the heap most of its room. */
    private static boolean fits(Decoder network) {
        long numbers =
                network.parameters().tensors().values().stream().mapToLong(Tensor::count).sum();
        return numbers * Float.BYTES < Runtime.getRuntime().maxMemory() / 4;
    }

    private static float[] values(Parameters p, String name) {
        @Nullable Tensor tensor = p.tensors().get(name);
        if (tensor == null) {
            throw new IllegalStateException("The network has no " + name);
        }
        return tensor.floats();
    }

    private static float @Nullable [] biases(Parameters p, String name) {
        @Nullable Tensor tensor = p.tensors().get(name);
        return tensor == null ? null : tensor.floats();
    }

    private static float[] joined(Parameters p, int inputs, String prefix, String... modules) {
        var parts = new float[modules.length][];
        int size = 0;
        for (int i = 0; i < modules.length; i++) {
            String module = prefix + modules[i];
            parts[i] = values(p, module + ".weight");
            Parameters.@Nullable LowRank adapter = p.adapters().get(module);
            if (adapter != null) {
                float[] more = adapter.b().matmul(adapter.a()).times(adapter.scale()).floats();
                for (int j = 0; j < more.length; j++) {
                    parts[i][j] += more[j];
                }
            }
            size += parts[i].length;
        }
        var all = new float[size];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return VectorKernels.packed(all, size / inputs, inputs);
    }

    /** A copy of rows {@code from} of the embedding table. */
    void embed(long token, float[] to, int at) {
        int hidden = config.hiddenSize();
        System.arraycopy(embedding, Math.toIntExact(token) * hidden, to, at, hidden);
    }

    static void addEach(float[] y, int rows, int width, float @Nullable [] bias) {
        for (int row = 0; bias != null && row < rows; row++) {
            VectorKernels.add(1, bias, 0, y, row * width, bias.length);
        }
    }

    static float[] copy(float[] values) {
        return Arrays.copyOf(values, values.length);
    }
}
