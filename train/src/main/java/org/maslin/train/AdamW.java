package org.maslin.train;

import org.maslin.train.network.Weights;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * AdamW (Loshchilov and Hutter, 2019) over one stretch of weights: decay, moving averages of the
 * gradient and its square, and a step by their bias-corrected quotient. The first {@code decayed}
 * numbers decay, the rest do not. Works through stretches that stay near the processor, instead of
 * through all of the memory once for each operation.
 */
final class AdamW implements AutoCloseable {

    private static final double NORM_EPSILON = 1e-6;
    private static final long STRETCH = 1 << 16;

    private final Optimisation settings;
    private final Tensor weights;
    private final Tensor gradients;
    private final long decayed;
    private final Tensor mean;
    private final Tensor square;

    AdamW(Optimisation settings, Weights weights, Tensor gradients) {
        this.settings = settings;
        this.weights = weights.flat();
        this.gradients = gradients;
        this.decayed = weights.decayed();
        this.mean = Tensor.zeros(ElementType.FLOAT32, weights.flat().count());
        this.square = Tensor.zeros(ElementType.FLOAT32, weights.flat().count());
    }

    /**
     * Clips the gradients, moves the weights, and sets the gradients to zero.
     *
     * @param t the number of this step, from 1
     * @return the norm of the gradients before clipping; if it is not finite, nothing has moved
     */
    double step(long t, double rate) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            double norm = clip();
            if (!Double.isFinite(norm)) {
                gradients.zeroInPlace();
                return norm;
            }
            for (long at = 0; at < weights.count(); at += STRETCH) {
                step(at, Math.min(STRETCH, weights.count() - at), t, rate);
            }
            return norm;
        }
    }

    private void step(long at, long length, long t, double rate) {
        try (Scope scope = Scope.open()) {
            Tensor w = weights.slice(0, at, length);
            Tensor g = gradients.slice(0, at, length);
            Tensor m = mean.slice(0, at, length);
            Tensor v = square.slice(0, at, length);
            if (settings.weightDecay() != 0 && at < decayed) {
                w.slice(0, 0, Math.min(length, decayed - at))
                        .timesInPlace(1 - rate * settings.weightDecay());
            }
            m.interpolateInPlace(g, 1 - settings.beta1());
            v.timesInPlace(settings.beta2());
            v.addProductInPlace(g, g, 1 - settings.beta2());
            double correction1 = 1 - Math.pow(settings.beta1(), t);
            double correction2 = 1 - Math.pow(settings.beta2(), t);
            Tensor root = v.squareRoot();
            root.timesInPlace(1 / Math.sqrt(correction2));
            root.plusInPlace(settings.epsilon());
            w.addQuotientInPlace(m, root, -rate / correction1);
            g.zeroInPlace();
        }
    }

    private double clip() {
        double norm = gradients.norm();
        double max = settings.maxGradientNorm();
        if (max > 0 && norm > max) {
            gradients.timesInPlace(max / (norm + NORM_EPSILON));
        }
        return norm;
    }

    Tensor mean() {
        return mean;
    }

    Tensor square() {
        return square;
    }

    @Override
    public void close() {
        mean.close();
        square.close();
    }
}
