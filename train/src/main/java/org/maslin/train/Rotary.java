package org.maslin.train;

import org.jspecify.annotations.Nullable;
import org.maslin.train.tensor.Tensor;

/**
 * Rotary position embedding (Su et al., 2021) in Hugging Face's half-rotated layout: pairs are (i,
 * i + size / 2), the angle of pair i at position t is t · θ^(-2i / size).
 *
 * @param cosines [positions, head size]
 * @param sines [positions, head size]
 */
record Rotary(Tensor cosines, Tensor sines) implements AutoCloseable {

    static Rotary of(LlamaConfig config) {
        int size = config.headSize();
        int half = size / 2;
        int positions = config.maxPositions();
        var cosines = new float[positions * size];
        var sines = new float[positions * size];
        for (int i = 0; i < half; i++) {
            float frequency = (float) frequency(config, i);
            for (int t = 0; t < positions; t++) {
                double angle = t * (double) frequency;
                int at = t * size + i;
                cosines[at] = cosines[at + half] = (float) Math.cos(angle);
                sines[at] = sines[at + half] = (float) Math.sin(angle);
            }
        }
        return new Rotary(Tensor.of(cosines, positions, size), Tensor.of(sines, positions, size));
    }

    private static double frequency(LlamaConfig config, int pair) {
        double plain = Math.pow(config.ropeTheta(), -2.0 * pair / config.headSize());
        LlamaConfig.@Nullable RopeScaling scaling = config.ropeScaling();
        if (scaling == null) {
            return plain;
        }
        double turns = scaling.originalPositions() * plain / (2 * Math.PI);
        double share = (turns - scaling.lowFactor()) / (scaling.highFactor() - scaling.lowFactor());
        double kept = Math.clamp(share, 0, 1);
        return (1 - kept) * plain / scaling.factor() + kept * plain;
    }

    /** x rotated: [.., T, size] with cosines and sines that broadcast to it. */
    static Tensor rotate(Tensor x, Tensor cosines, Tensor sines) {
        long half = x.size(-1) / 2;
        Tensor turned =
                Tensor.concatenate(-1, x.slice(-1, half, half).negated(), x.slice(-1, 0, half));
        return x.times(cosines).plus(turned.times(sines));
    }

    @Override
    public void close() {
        cosines.close();
        sines.close();
    }
}
