package org.maslin.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Tensor;

/** Weights with gradients and their optimiser, all in single stretches of memory. */
final class Trainable implements AutoCloseable {

    private final Weights weights;
    private final Tensor gradients;
    private final SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
    private final AdamW optimiser;

    Trainable(Weights weights, Optimisation settings) {
        this.weights = weights;
        this.gradients = Tensor.zeros(ElementType.FLOAT32, weights.flat().count());
        for (var view : weights.disjoint().entrySet()) {
            long start = weights.start(view.getKey());
            long[] shape = view.getValue().shape();
            Tensor gradient = gradients.slice(0, start, view.getValue().count()).reshape(shape);
            parameters.put(view.getKey(), view.getValue().asParameter(gradient));
        }
        this.optimiser = new AdamW(settings, weights, gradients);
    }

    /** The weights as leaves of the graph, by name, those of one input fused. */
    Map<String, Tensor> parameters() {
        return parameters;
    }

    /** The gradient of the weight of this name, as checkpoints name it. */
    Tensor gradient(String name) {
        Tensor view = Objects.requireNonNull(weights.views().get(name), name);
        return gradients.slice(0, weights.start(name), view.count()).reshape(view.shape());
    }

    Tensor gradients() {
        return gradients;
    }

    Weights weights() {
        return weights;
    }

    /** One optimiser step, unless the loss or the gradient is no number. */
    double step(long t, double rate, double loss) {
        if (!Double.isFinite(loss)) {
            gradients.zeroInPlace();
            return Double.NaN;
        }
        return optimiser.step(t, rate);
    }

    AdamW optimiser() {
        return optimiser;
    }

    @Override
    public void close() {
        optimiser.close();
        parameters.values().forEach(Tensor::close);
        gradients.close();
    }
}
