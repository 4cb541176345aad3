package org.maslin.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
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
        long at = 0;
        for (var view : weights.views().entrySet()) {
            long count = view.getValue().count();
            Tensor gradient = gradients.slice(0, at, count).reshape(view.getValue().shape());
            parameters.put(view.getKey(), view.getValue().asParameter(gradient));
            at += count;
        }
        this.optimiser = new AdamW(settings, weights, gradients);
    }

    /** The weights as leaves of the graph, by name. */
    Map<String, Tensor> parameters() {
        return parameters;
    }

    Tensor gradients() {
        return gradients;
    }

    Weights weights() {
        return weights;
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
