package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;

class NumericTest {

    @Test
    void biasAndNoise_areFound_andValuesBetterThanMeans() {
        Random random = new Random(1);
        int tasks = 200;
        double[] bias = {0, 3, -3, 0, 0};
        double[] noise = {0.5, 1, 1, 5, 1};
        int[] task = new int[tasks * 5];
        int[] worker = new int[tasks * 5];
        double[] value = new double[tasks * 5];
        double[] truth = new double[tasks];
        double meanError = 0;
        for (int t = 0; t < tasks; t++) {
            truth[t] = 20 * random.nextDouble();
            double mean = 0;
            for (int w = 0; w < 5; w++) {
                int i = 5 * t + w;
                task[i] = t;
                worker[i] = w;
                value[i] = truth[t] + bias[w] + noise[w] * random.nextGaussian();
                mean += value[i] / 5;
            }
            meanError += Math.abs(mean - truth[t]) / tasks;
        }
        Numeric numeric = Numeric.of(tasks, 5, task, worker, value);

        double error = 0;
        int covered = 0;
        for (int t = 0; t < tasks; t++) {
            Figure figure = numeric.values()[t];
            error += Math.abs(figure.estimate() - truth[t]) / tasks;
            boolean above = Objects.requireNonNull(figure.low()) <= truth[t];
            covered += above && truth[t] <= Objects.requireNonNull(figure.high()) ? 1 : 0;
        }
        assertThat(error).isLessThan(0.6 * meanError);
        assertThat(numeric.bias()[1] - numeric.bias()[2]).isCloseTo(6, within(0.3));
        assertThat(numeric.deviation()[3]).isCloseTo(5, within(0.7));
        assertThat(covered).isGreaterThan(170);
    }

    @Test
    void oneAnswer_equalAnswers_andNoAnswer_areDefined() {
        Numeric numeric =
                Numeric.of(3, 2, new int[] {0, 1, 1}, new int[] {0, 0, 1}, new double[] {4, 7, 7});

        assertThat(numeric.values()[0].estimate()).isCloseTo(4, within(1e-3));
        assertThat(numeric.values()[1].estimate()).isCloseTo(7, within(1e-3));
        assertThat(numeric.values()[2].n()).isZero();
        assertThat(numeric.values()[2].estimate()).isFinite();
        assertThatThrownBy(
                        () ->
                                Numeric.of(
                                        1,
                                        1,
                                        new int[] {0},
                                        new int[] {0},
                                        new double[] {Double.NaN}))
                .hasMessageContaining("Answer 0");
    }
}
