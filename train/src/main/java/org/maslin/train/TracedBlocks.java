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
 * weights' gradients in their place, {@link FusedKernels} for all between them and {@link
 * CausalKernels} for attention, but for masks and windows, which libtorch's graph sees to. The same
 * gradients as by libtorch's graph, in less time and memory.
 */
final class TracedBlocks {

    /** What a block must remember of its way there; all in the scope of the pass. */
    private record Trace(
            int layer,
            FusedKernels.Heads heads,
            Tensor x,
            float[] inputInverses,
            Tensor normed,
            Seen seen,
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
            return Stream.concat(
                    Stream.of(x, normed, middle, middleNormed, gates, inner), seen.tensors());
        }

        @Override
        public void close() {
            tensors().forEach(Tensor::close);
        }
    }

    /** What attention has made, [tokens, heads · size], and what it must remember. */
    private sealed interface Seen {

        Tensor mixed();

        Stream<Tensor> tensors();
    }

    /**
     * By hand.
     *
     * @param projections queries and keys turned
     */
    private record ByHand(Tensor projections, int[] stretches, float[] logs, Tensor mixed)
            implements Seen {

        @Override
        public Stream<Tensor> tensors() {
            return Stream.of(projections, mixed);
        }
    }

    /** By libtorch's graph; queries, keys and values are its leaves [rows, heads, time, size]. */
    private record ByGraph(Tensor[] leaves, Tensor mixed) implements Seen {

        @Override
        public Stream<Tensor> tensors() {
            return Stream.concat(Stream.of(leaves), Stream.of(mixed));
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
        FusedKernels.turn(projections, heads, 1);
        Seen seen = seen(projections, heads, layer, attention);
        Tensor middle =
                product(products.factor(seen.mixed().detached()), name + "self_attn.o_proj.weight");
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
                                seen,
                                middle,
                                middleInverses,
                                middleFactor,
                                gates,
                                innerFactor)
                        .keptIn(scope));
        return out.reshape(rows, time, -1);
    }

    private Seen seen(
            Tensor projections, FusedKernels.Heads heads, int layer, Attention attention) {
        int window = config.windows().get(layer);
        int @Nullable [] stretches = attention.stretches(heads.rows(), heads.time());
        long width = (long) heads.heads() * heads.size();
        if (stretches != null && (window == 0 || heads.time() <= window)) {
            Tensor mixed = Tensor.empty(projections.size(0), width);
            float[] logs = CausalKernels.attend(projections, heads, stretches, mixed);
            return new ByHand(projections, stretches, logs, mixed);
        }
        Tensor[] leaves = views(projections, heads);
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = leaves[i].contiguous().asLeaf();
        }
        Tensor mixed =
                attention
                        .attend(layer, window, leaves[0], leaves[1], leaves[2])
                        .transpose(1, 2)
                        .reshape(-1, width);
        return new ByGraph(leaves, mixed);
    }

    /** Queries, keys and values [rows, heads, time, size] in the memory of projections. */
    private static Tensor[] views(Tensor projections, FusedKernels.Heads heads) {
        long[] counts = {heads.heads(), heads.groups(), heads.groups()};
        var views = new Tensor[counts.length];
        long at = 0;
        for (int i = 0; i < counts.length; i++) {
            long width = counts[i] * heads.size();
            views[i] =
                    projections
                            .slice(1, at, width)
                            .reshape(heads.rows(), heads.time(), counts[i], heads.size())
                            .transpose(1, 2);
            at += width;
        }
        return views;
    }

    /** The gradient of the projections before they were turned, from that of what was seen. */
    private static Tensor unseen(Seen seen, FusedKernels.Heads heads, Tensor gradient) {
        Tensor projections = Tensor.empty(gradient.size(0), heads.width());
        switch (seen) {
            case ByHand hand ->
                    CausalKernels.attendBack(
                            hand.projections(),
                            heads,
                            hand.stretches(),
                            hand.mixed(),
                            hand.logs(),
                            gradient,
                            projections);
            case ByGraph graph -> {
                graph.mixed().backward(gradient);
                Tensor[] views = views(projections, heads);
                for (int i = 0; i < views.length; i++) {
                    views[i].copyInPlace(graph.leaves()[i].gradient());
                }
            }
        }
        FusedKernels.turn(projections, heads, -1);
        return projections;
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
                        products.factor(trace.seen().mixed().detached()),
                        name + "self_attn.o_proj.weight");
        Tensor projections = unseen(trace.seen(), trace.heads(), mixed);
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
