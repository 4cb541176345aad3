package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

class LinearProbeTest {

    @Test
    void fit_oneState_isWhereTheSlopeIsZero() {
        double[] values = {.5, -1, 2, 1.5, .25};
        double[] margins = {0, .1, .5, 0, 0};
        double[] weights = {1, 2, .5, 1, 3};
        double[] shares = {1, 1, .5, .8, 0};
        double ridge = .05;
        try (Scope scope = Scope.open()) {
            var pairs = new EncodedPairs(List.of(), List.of(), margins, weights, shares);
            double found = probe(values, 1, pairs).fit(ridge).head()[0];
            assertThat(found)
                    .isCloseTo(zeroOf(values, margins, weights, shares, ridge), within(1e-4));
        }
    }

    /** The slope grows with w, so halving finds its zero. */
    private static double zeroOf(
            double[] d, double[] margins, double[] weights, double[] shares, double ridge) {
        double low = -50;
        double high = 50;
        while (high - low > 1e-9) {
            double w = (low + high) / 2;
            double slope = 0;
            for (int i = 0; i < d.length; i++) {
                double p = 1 / (1 + Math.exp(margins[i] - w * d[i]));
                slope += weights[i] * (p - shares[i]) * d[i];
            }
            slope = slope / Arrays.stream(weights).sum() + 2 * ridge * w;
            low = slope < 0 ? w : low;
            high = slope < 0 ? high : w;
        }
        return low;
    }

    @Test
    void fit_manyStates_noStepIsLeft() {
        try (Scope scope = Scope.open()) {
            LinearProbe.Fit fit = probe(noise(200, 30, .3), 30, certain(200)).fit(.03);
            assertThat(fit.steps().getLast().gradient()).isLessThan(1e-5);
            assertThat(fit.steps()).hasSizeLessThan(15);
            assertThat(fit.steps().getFirst().loss()).isCloseTo(Math.log(2), within(1e-6));
        }
    }

    @Test
    void chooseRidge_noiseWantsMoreThanSignal() {
        try (Scope scope = Scope.open()) {
            LinearProbe.Held noise =
                    probe(noise(200, 30, 0), 30, certain(200)).chooseRidge(new Seed(1));
            LinearProbe.Held signal =
                    probe(noise(200, 30, 1), 30, certain(200)).chooseRidge(new Seed(1));
            assertThat(signal.ridge()).isLessThan(noise.ridge());
            assertThat(noise.accuracy()).isBetween(.35, .65);
            assertThat(signal.accuracy()).isGreaterThan(.8);
        }
    }

    @Test
    void chooseRidge_nineRows_choosesNothing() {
        try (Scope scope = Scope.open()) {
            LinearProbe.Held held = probe(noise(9, 3, 1), 3, certain(9)).chooseRidge(new Seed(1));
            assertThat(held.ridge()).isEqualTo(1);
            assertThat(held.accuracy()).isNaN();
        }
    }

    private static LinearProbe probe(double[] values, int width, EncodedPairs pairs) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new LinearProbe(Tensor.of(floats, values.length / width, width), pairs);
    }

    private static EncodedPairs certain(int n) {
        double[] ones = DoubleStream.generate(() -> 1).limit(n).toArray();
        return new EncodedPairs(List.of(), List.of(), new double[n], ones, ones);
    }

    /** Rows of noise whose every column leans by so much towards the chosen one. */
    private static double[] noise(int n, int width, double lean) {
        var random = new Random(7);
        var values = new double[n * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian() + (i % width < 3 ? lean : 0);
        }
        return values;
    }
}
