package org.maslin.train;

/**
 * AdamW's parameters (Loshchilov and Hutter, 2019) and the largest norm a gradient may have.
 *
 * @param weightDecay applies to matrices, not to norms
 * @param maxGradientNorm longer gradients are scaled down to it; 0 for no limit
 */
public record Optimisation(
        double beta1, double beta2, double epsilon, double weightDecay, double maxGradientNorm) {}
