package org.maslin.train;

import java.util.Objects;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * The last layer by hand: hidden states to what their scores say of the target tokens, and back.
 * Scores are larger than all else, so they are made some tokens at a time.
 */
final class Vocabulary {

    /** Fewer are not worth packing the layer's weights for the product. */
    private static final int FEWEST_TOKENS = 256;

    private static final int MOST_TOKENS = 1024;

    /** How many scores may be there at once where that leaves enough tokens: 16 MiB. */
    private static final int SCORES = 1 << 22;

    private final Products products;
    private final Tensor parameter;
    private final Tensor factor;

    /** For use within the scope that is open now. */
    Vocabulary(Decoder network) {
        products = Products.of(network.parameters().products());
        String name = network.output() + ".weight";
        parameter = Objects.requireNonNull(network.parameters().tensors().get(name), name);
        factor = products.factor(parameter.detached());
    }

    /** Of how many tokens the scores are made at once. */
    static int tokens(long vocabulary) {
        return Math.clamp(SCORES / vocabulary, FEWEST_TOKENS, MOST_TOKENS);
    }

    int tokens() {
        return tokens(parameter.size(0));
    }

    /**
     * @param hidden [n, hidden]
     * @param targets of n rows
     * @param scale of scores, the inverse of a temperature
     */
    Shares shares(Tensor hidden, long[] targets, double scale) {
        try (NoGradient off = NoGradient.open();
                Scope scope = Scope.open()) {
            Tensor input = products.factor(hidden.detached());
            Tensor scores = products.of(input, factor.transpose(0, 1));
            Shares shares = Shares.of(scores, targets, scale);
            scope.keep(shares.tensor());
            return shares;
        }
    }

    /**
     * Adds to the weight's gradient, where it is trained, and takes the shares' memory.
     *
     * @param hidden what the shares were made of
     * @param ofLogProbs the gradient of each target's log p
     * @return the gradient of the hidden states
     */
    Tensor back(Tensor hidden, Shares shares, float[] ofLogProbs) {
        try (NoGradient off = NoGradient.open();
                Scope scope = Scope.open()) {
            Tensor gradient = products.factor(shares.gradient(ofLogProbs));
            if (parameter.needsGradient()) {
                products.add(parameter.gradient(), gradient, products.factor(hidden.detached()));
            }
            return scope.keep(products.of(gradient, factor));
        } finally {
            shares.close();
        }
    }
}
