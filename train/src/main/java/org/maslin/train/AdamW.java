package org.maslin.train;

import org.maslin.train.network.Weights;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * AdamW (Loshchilov and Hutter, 2019) over one stretch of weights: decay, moving averages of the
 * gradient and its square, and a step by their bias-corrected quotient. The first {@code decayed}
 * numbers decay, the rest do not. One pass over memory; where Java offers no vectors, stretches of
 * it that stay near the processor.
 */
final class AdamW implements AutoCloseable {

    private static final double NORM_EPSILON = 1e-6;
    private static final long STRETCH = 1 << 16;

    private final Optimisation settings;
    private final boolean vectors;
    private final Tensor weights;
    private final Tensor gradients;
    private final long decayed;
    private final Tensor mean;
    private final Tensor square;

    AdamW(Optimisation settings, Weights weights, Tensor gradients) {
        this(settings, weights, gradients, PackedDecoder.available());
    }

    /** By Java's vectors, or by libtorch. */
    AdamW(Optimisation settings, Weights weights, Tensor gradients, boolean vectors) {
        this.settings = settings;
        this.vectors = vectors;
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
            double norm = gradients.norm();
            if (!Double.isFinite(norm)) {
                gradients.zeroInPlace();
                return norm;
            }
            Step step = Step.of(settings, t, rate, norm);
            if (vectors) {
                FusedKernels.step(weights, gradients, mean, square, decayed, step);
            } else {
                for (long at = 0; at < weights.count(); at += STRETCH) {
                    step(at, Math.min(STRETCH, weights.count() - at), step);
                }
            }
            return norm;
        }
    }

    /**
     * What all weights share in one step.
     *
     * @param clip by which gradients are multiplied
     * @param kept what decay leaves of a weight
     * @param meanShare how much of the gradient enters its mean
     * @param squareKept how much of the mean of squares stays
     * @param rootScale corrects the root of the mean of squares
     * @param rate of the step, the correction of the mean in it
     */
    record Step(
            double clip,
            double kept,
            double meanShare,
            double squareKept,
            double rootScale,
            double epsilon,
            double rate) {

        static Step of(Optimisation settings, long t, double rate, double norm) {
            double max = settings.maxGradientNorm();
            return new Step(
                    max > 0 && norm > max ? max / (norm + NORM_EPSILON) : 1,
                    1 - rate * settings.weightDecay(),
                    1 - settings.beta1(),
                    settings.beta2(),
                    1 / Math.sqrt(1 - Math.pow(settings.beta2(), t)),
                    settings.epsilon(),
                    rate / (1 - Math.pow(settings.beta1(), t)));
        }
    }

    private void step(long at, long length, Step step) {
        try (Scope scope = Scope.open()) {
            Tensor w = weights.slice(0, at, length);
            Tensor g = gradients.slice(0, at, length);
            Tensor m = mean.slice(0, at, length);
            Tensor v = square.slice(0, at, length);
            if (step.kept() != 1 && at < decayed) {
                w.slice(0, 0, Math.min(length, decayed - at)).timesInPlace(step.kept());
            }
            g.timesInPlace(step.clip());
            m.interpolateInPlace(g, step.meanShare());
            v.timesInPlace(step.squareKept());
            v.addProductInPlace(g, g, 1 - step.squareKept());
            Tensor root = v.squareRoot();
            root.timesInPlace(step.rootScale());
            root.plusInPlace(step.epsilon());
            w.addQuotientInPlace(m, root, -step.rate());
            g.zeroInPlace();
        }
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
