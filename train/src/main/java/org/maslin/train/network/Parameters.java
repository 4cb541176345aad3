package org.maslin.train.network;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Tensor;

/**
 * The weights that a forward pass reads, by name, and what a low-rank adapter adds to them.
 *
 * @param tensors weights as checkpoints name them, or fused
 * @param adapters by module
 * @param products what the factors of matrix products are rounded to
 */
public record Parameters(
        Map<String, Tensor> tensors, Map<String, LowRank> adapters, ElementType products) {

    /** What an adapter adds to a module: scale · B (A x) (Hu et al., 2021). */
    public record LowRank(Tensor a, Tensor b, double scale) {

        Tensor of(Tensor x) {
            return x.linear(a.toTypeOf(x)).linear(b.toTypeOf(x)).times(scale);
        }
    }

    public static Parameters of(Map<String, Tensor> tensors) {
        return new Parameters(tensors, Map.of(), ElementType.FLOAT32);
    }

    public static Parameters of(Map<String, Tensor> tensors, Map<String, LowRank> adapters) {
        return new Parameters(tensors, adapters, ElementType.FLOAT32);
    }

    /** The same with the factors of matrix products rounded. */
    public Parameters rounding(ElementType type) {
        return new Parameters(tensors, adapters, type);
    }

    Tensor weight(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    /** x [.., inputs] to [.., outputs] by the module's weight, its bias and its adapter. */
    Tensor linear(Tensor x, String module) {
        Tensor weight = weight(module + ".weight").to(products);
        Tensor input = x.to(products);
        @Nullable Tensor bias = tensors.get(module + ".bias");
        Tensor y = bias == null ? input.linear(weight) : input.linear(weight, bias.to(products));
        return adapted(y, input, module);
    }

    /** The same for a weight stored inputs by outputs. */
    Tensor linearTransposed(Tensor x, String module) {
        Tensor weight = weight(module + ".weight").to(products);
        Tensor input = x.to(products);
        Tensor y = input.linear(weight.transpose(0, 1), weight(module + ".bias").to(products));
        return adapted(y, input, module);
    }

    private Tensor adapted(Tensor y, Tensor input, String module) {
        @Nullable LowRank adapter = adapters.get(module);
        return adapter == null ? y : y.plus(adapter.of(input));
    }

    /**
     * The outputs of modules that read the same input, by one product.
     *
     * @param sizes outputs of each module
     */
    Tensor[] linear(Tensor x, String fused, String[] modules, long... sizes) {
        Tensor[] parts = linear(x, fused).split(-1, sizes);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = adapted(parts[i], x.toTypeOf(parts[i]), modules[i]);
        }
        return parts;
    }
}
