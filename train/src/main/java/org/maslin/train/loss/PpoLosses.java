package org.maslin.train.loss;

import org.maslin.train.tensor.Tensor;

/** Proximal policy optimisation (Schulman et al., 2017) over n tokens that count. */
public final class PpoLosses {

    private PpoLosses() {}

    /** mean(max(-A w, -A clip(w, 1 ± ε))) with w = e^(log π - log π_old). */
    public static Tensor policy(Tensor logProbs, Tensor old, Tensor advantages, double range) {
        Tensor ratio = logProbs.minus(old).exp();
        Tensor plain = ratio.times(advantages).negated();
        Tensor clipped = ratio.clamped(1 - range, 1 + range).times(advantages).negated();
        return plain.larger(clipped).mean();
    }

    /** ½ mean(max((V - R)², (clip(V, V_old ± ε) - R)²)). */
    public static Tensor value(Tensor values, Tensor old, Tensor returns, double range) {
        Tensor near = old.plus(values.minus(old).clamped(-range, range));
        Tensor plain = values.minus(returns).squared();
        return plain.larger(near.minus(returns).squared()).mean().times(0.5);
    }

    /** An adaptive weight of the divergence (Ziegler et al., 2019), after {@code steps} more. */
    public static double adapted(
            double weight, double divergence, double target, double steps, double horizon) {
        double error = Math.clamp(divergence / target - 1, -0.2, 0.2);
        return weight * (1 + error * steps / horizon);
    }
}
