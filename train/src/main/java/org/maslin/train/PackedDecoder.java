package org.maslin.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.Family;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.ElementType;
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

    /** The packed matrices by the name of the first module in each. */
    private final Map<String, float[]> panels;

    /**
     * @param panels of a decoder of the same shape, to be overwritten, or none
     */
    private PackedDecoder(Decoder network, Map<String, float[]> panels) {
        this.panels = panels;
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
        head = joined(p, hidden, "", config.tiedEmbeddings() ? "model.embed_tokens" : "lm_head");
    }

    /** The decoder packed, or null where it cannot be or vectors are not to be had. */
    static @Nullable PackedDecoder of(Decoder network) {
        boolean llama = network.config().family() != Family.GPT2;
        if (!llama || !available() || !fits(network)) {
            return null;
        }
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            return new PackedDecoder(network, new HashMap<>());
        }
    }

    /** The weights as they are now, in the memory of this one, which is no longer to be used. */
    PackedDecoder again(Decoder network) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            return new PackedDecoder(network, panels);
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
        return tensor(p, name).floats();
    }

    private static Tensor tensor(Parameters p, String name) {
        @Nullable Tensor tensor = p.tensors().get(name);
        if (tensor == null) {
            throw new IllegalStateException("The network has no " + name);
        }
        return tensor;
    }

    private static float @Nullable [] biases(Parameters p, String name) {
        @Nullable Tensor tensor = p.tensors().get(name);
        return tensor == null ? null : tensor.floats();
    }

    /** Matrices one after another in panels. */
    private float[] joined(Parameters p, int inputs, String prefix, String... modules) {
        var parts = new Tensor[modules.length];
        int outputs = 0;
        for (int i = 0; i < modules.length; i++) {
            parts[i] = merged(p, prefix + modules[i]);
            outputs += Math.toIntExact(parts[i].count() / inputs);
        }
        int size = VectorKernels.padded(outputs) * inputs;
        float[] joined = panels.computeIfAbsent(prefix + modules[0], any -> new float[size]);
        int first = 0;
        for (Tensor part : parts) {
            VectorKernels.pack(part.memory(), joined, first, inputs);
            first += Math.toIntExact(part.count() / inputs);
        }
        return joined;
    }

    /** A module's weight as float32, its adapter added. */
    private static Tensor merged(Parameters p, String module) {
        Tensor weight = tensor(p, module + ".weight").to(ElementType.FLOAT32);
        Parameters.@Nullable LowRank adapter = p.adapters().get(module);
        return (adapter == null
                        ? weight
                        : weight.plus(
                                adapter.b()
                                        .matmul(adapter.a())
                                        .times(adapter.scale())
                                        .to(ElementType.FLOAT32)))
                .contiguous();
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
