package org.maslin.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maslin.train.network.Attention;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.Family;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * The blocks of a Llama, there and back by hand: matrix products by libtorch, which add to the
 * weights' gradients in their place, and {@link FusedKernels} for all between them. Attention alone
 * leaves its way back to libtorch. The same gradients as by libtorch's graph, in less time and
 * memory.
 */
final class TracedBlocks {

    /** What a block must remember of its way there; all in the scope of the pass. */
    private record Trace(
            int layer,
            FusedKernels.Heads heads,
            Tensor x,
            float[] inputInverses,
            Tensor normed,
            Tensor q,
            Tensor k,
            Tensor v,
            Tensor mixed,
            Tensor middle,
            float[] middleInverses,
            Tensor middleNormed,
            Tensor gates,
            Tensor inner)
            implements AutoCloseable {

        Trace keptIn(Scope scope) {
            tensors().forEach(scope::keep);
            return this;
        }

        private Stream<Tensor> tensors() {
            return Stream.of(x, normed, q, k, v, mixed, middle, middleNormed, gates, inner);
        }

        @Override
        public void close() {
            tensors().forEach(Tensor::close);
        }
    }

    private final ModelConfig config;
    private final Parameters parameters;
    private final Products products;
    private final Deque<Trace> traces = new ArrayDeque<>();

    private TracedBlocks(Decoder network) {
        config = network.config();
        parameters = network.parameters();
        products = Products.of(parameters.products());
    }

    /** Null where the network, its adapters or its arithmetic are of another kind. */
    static @Nullable TracedBlocks of(Decoder network) {
        ModelConfig config = network.config();
        Parameters parameters = network.parameters();
        ModelConfig.Biases biases = config.biases();
        boolean suits =
                PackedDecoder.available()
                        && (config.family() == Family.LLAMA
                                || config.family() == Family.MISTRAL
                                || config.family() == Family.QWEN2)
                        && config.rope() != null
                        && config.rope().size() == config.headSize()
                        && !biases.output()
                        && !biases.feedForward()
                        && parameters.adapters().isEmpty();
        return suits ? new TracedBlocks(network) : null;
    }

    /** Forgets a way there that no way back followed. */
    void clear() {
        traces.forEach(Trace::close);
        traces.clear();
    }

    private Tensor weight(String name) {
        return Objects.requireNonNull(parameters.tensors().get(name), name).detached();
    }

    private Tensor gradient(String name) {
        return Objects.requireNonNull(parameters.tensors().get(name), name).gradient();
    }

    /** A block's output [rows, time, hidden]. */
    Tensor there(Tensor x, int layer, Attention attention) {
        try (Scope scope = Scope.open()) {
            return scope.keep(there(x, layer, attention, scope));
        }
    }

    private Tensor there(Tensor x, int layer, Attention attention, Scope scope) {
        String name = "model.layers.%d.".formatted(layer);
        double epsilon = config.normEpsilon();
        int rows = Math.toIntExact(x.size(0));
        int time = Math.toIntExact(x.size(1));
        var heads = FusedKernels.Heads.of(config, rows, time, attention.positions());
        long tokens = (long) rows * time;
        Tensor flat = x.reshape(tokens, -1);
        Tensor normed = Tensor.empty(flat.shape());
        float[] inputInverses =
                FusedKernels.norm(flat, weight(name + "input_layernorm.weight"), epsilon, normed);
        Tensor normedFactor = products.factor(normed);
        Tensor projections = product(normedFactor, name + "self_attn.qkv_proj.weight");
        if (config.biases().queryKeyValue()) {
            projections.plusInPlace(weight(name + "self_attn.qkv_proj.bias"));
        }
        long[] shape = {rows, config.attentionHeads(), time, config.headSize()};
        Tensor q = Tensor.empty(shape);
        Tensor k = Tensor.empty(shape);
        Tensor v = Tensor.empty(shape);
        FusedKernels.turn(projections, heads, q, k, v);
        Tensor query = q.asLeaf();
        Tensor key = k.asLeaf();
        Tensor value = v.asLeaf();
        Tensor mixed =
                attention
                        .attend(layer, config.windows().get(layer), query, key, value)
                        .transpose(1, 2)
                        .reshape(tokens, -1);
        Tensor middle =
                product(products.factor(mixed.detached()), name + "self_attn.o_proj.weight");
        Tensor middleNormed = Tensor.empty(middle.shape());
        Tensor middleWeight = weight(name + "post_attention_layernorm.weight");
        float[] middleInverses =
                FusedKernels.sumNorm(flat, middle, middleWeight, epsilon, middleNormed);
        Tensor middleFactor = products.factor(middleNormed);
        Tensor gates = product(middleFactor, name + "mlp.gate_up_proj.weight");
        Tensor inner = Tensor.empty(tokens, config.intermediateSize());
        FusedKernels.gated(gates, inner);
        Tensor innerFactor = products.factor(inner);
        Tensor out = product(innerFactor, name + "mlp.down_proj.weight");
        out.plusInPlace(middle);
        traces.push(
                new Trace(
                                layer,
                                heads,
                                flat,
                                inputInverses,
                                normedFactor,
                                query,
                                key,
                                value,
                                mixed,
                                middle,
                                middleInverses,
                                middleFactor,
                                gates,
                                innerFactor)
                        .keptIn(scope));
        return out.reshape(rows, time, -1);
    }

    /** The gradient of a block's output [rows, time, hidden] to that of its input. */
    Tensor back(Tensor gradient) {
        try (Scope scope = Scope.open();
                Trace trace = traces.pop()) {
            return scope.keep(back(trace, gradient));
        }
    }

    private Tensor back(Trace trace, Tensor gradient) {
        String name = "model.layers.%d.".formatted(trace.layer());
        Tensor out = gradient.reshape(trace.x().shape()).contiguous();
        Tensor inner = through(out, trace.inner(), name + "mlp.down_proj.weight");
        FusedKernels.gatedBack(inner, trace.gates());
        Tensor middle =
                through(trace.gates(), trace.middleNormed(), name + "mlp.gate_up_proj.weight");
        String norm = name + "post_attention_layernorm.weight";
        FusedKernels.normBack(
                middle, trace.middle(), weight(norm), trace.middleInverses(), out, gradient(norm));
        Tensor mixed =
                through(
                        middle,
                        products.factor(trace.mixed().detached()),
                        name + "self_attn.o_proj.weight");
        trace.mixed().backward(mixed);
        Tensor projections = Tensor.empty(trace.x().size(0), trace.heads().width());
        FusedKernels.turnBack(
                trace.q().gradient(),
                trace.k().gradient(),
                trace.v().gradient(),
                trace.heads(),
                projections);
        if (config.biases().queryKeyValue()) {
            gradient(name + "self_attn.qkv_proj.bias").plusInPlace(projections.sum(0));
        }
        Tensor input = through(projections, trace.normed(), name + "self_attn.qkv_proj.weight");
        norm = name + "input_layernorm.weight";
        FusedKernels.normBack(
                input, trace.x(), weight(norm), trace.inputInverses(), middle, gradient(norm));
        return input.reshape(gradient.shape());
    }

    /**
     * Back through a product: adds to the weight's gradient.
     *
     * @param input the factor that the weight was multiplied with
     * @return the gradient of what was multiplied
     */
    private Tensor through(Tensor gradient, Tensor input, String name) {
        Tensor factor = products.factor(gradient);
        products.add(gradient(name), factor, input);
        return products.of(factor, products.factor(weight(name)));
    }

    /** Rows of a factor times the transposed weight of this name. */
    private Tensor product(Tensor x, String name) {
        return products.of(x, products.factor(weight(name)).transpose(0, 1));
    }
}
