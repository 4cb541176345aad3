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
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Lanes;
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
    private final Deque<Trace> traces = new ArrayDeque<>();

    private TracedBlocks(Decoder network) {
        config = network.config();
        parameters = network.parameters();
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
                        && parameters.adapters().isEmpty()
                        && parameters.products() == ElementType.FLOAT32
                        && parameters.tensors().values().stream().allMatch(Tensor::needsGradient);
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
        Tensor projections = product(normed, name + "self_attn.qkv_proj.weight");
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
        Tensor middle = product(mixed.detached(), name + "self_attn.o_proj.weight");
        Tensor middleNormed = Tensor.empty(middle.shape());
        Tensor middleWeight = weight(name + "post_attention_layernorm.weight");
        float[] middleInverses =
                FusedKernels.sumNorm(flat, middle, middleWeight, epsilon, middleNormed);
        Tensor gates = product(middleNormed, name + "mlp.gate_up_proj.weight");
        Tensor inner = Tensor.empty(tokens, config.intermediateSize());
        FusedKernels.gated(gates, inner);
        Tensor out = product(inner, name + "mlp.down_proj.weight");
        out.plusInPlace(middle);
        traces.push(
                new Trace(
                                layer,
                                heads,
                                flat,
                                inputInverses,
                                normed,
                                query,
                                key,
                                value,
                                mixed,
                                middle,
                                middleInverses,
                                middleNormed,
                                gates,
                                inner)
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
        trace.mixed()
                .backward(
                        through(
                                middle,
                                trace.mixed().detached(),
                                name + "self_attn.o_proj.weight"));
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
     * @return the gradient of what was multiplied
     */
    private Tensor through(Tensor gradient, Tensor input, String name) {
        Tensor weight = weight(name);
        Tensor sum = gradient(name);
        Lanes.share(
                weight.size(0),
                (first, rows) ->
                        sum.slice(0, first, rows)
                                .plusProductInPlace(
                                        gradient.slice(1, first, rows).transpose(0, 1), input));
        return product(gradient, weight);
    }

    /** Rows of x times the transposed weight of this name. */
    private Tensor product(Tensor x, String name) {
        return product(x, weight(name).transpose(0, 1));
    }

    private static Tensor product(Tensor x, Tensor matrix) {
        Tensor out = Tensor.empty(x.size(0), matrix.size(1));
        Lanes.share(
                x.size(0),
                (first, rows) ->
                        out.slice(0, first, rows).productInPlace(x.slice(0, first, rows), matrix));
        return out;
    }
}
