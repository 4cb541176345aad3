package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

class AdamWTest {

    private static final String SIZES =
            """
            {"model_type": "llama", "vocab_size": 61, "hidden_size": 40, "intermediate_size": 51,
             "num_hidden_layers": 1, "num_attention_heads": 4, "max_position_embeddings": 64,
             "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "hidden_act": "silu"}
            """;

    /** The last clips gradients of a length of about a hundred. */
    private static final Optimisation SETTINGS = new Optimisation(0.9, 0.99, 1e-6, 0.1, 1);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void steps_areThoseOfTheirDefinition(boolean vectors) {
        ModelConfig config = ModelConfig.parse("test", SIZES);
        try (Scope scope = Scope.open();
                var weights = new Weights(WeightShapes.of(config, WeightShapes.Head.LANGUAGE))) {
            int n = Math.toIntExact(weights.flat().count());
            float[] w = numbers(n, 1);
            weights.flat().copyInPlace(Tensor.of(w, n));
            Tensor gradients = Tensor.zeros(ElementType.FLOAT32, n);
            var m = new double[n];
            var v = new double[n];
            try (var optimiser = new AdamW(SETTINGS, weights, gradients, vectors)) {
                for (int t = 1; t <= 3; t++) {
                    float[] g = numbers(n, 10 + t);
                    gradients.copyInPlace(Tensor.of(g, n));
                    double norm = optimiser.step(t, 0.01);
                    assertThat(norm).isCloseTo(length(g), within(norm * 1e-5));
                    step(w, g, m, v, t, weights.decayed());
                    assertThat(gradients.floats()).containsOnly(0);
                }
                assertThat(weights.decayed()).isBetween(1L, n - 1L);
                assertThat(weights.flat().floats()).containsExactly(w, within(1e-5f));
            }
        }
    }

    private static void step(float[] w, float[] g, double[] m, double[] v, int t, long decayed) {
        double clip = 1 / (length(g) + 1e-6);
        for (int i = 0; i < w.length; i++) {
            double gradient = g[i] * clip;
            m[i] = 0.9 * m[i] + 0.1 * gradient;
            v[i] = 0.99 * v[i] + 0.01 * gradient * gradient;
            double mean = m[i] / (1 - Math.pow(0.9, t));
            double square = v[i] / (1 - Math.pow(0.99, t));
            double kept = i < decayed ? 1 - 0.01 * 0.1 : 1;
            w[i] = (float) (w[i] * kept - 0.01 * mean / (Math.sqrt(square) + 1e-6));
        }
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static float[] numbers(int n, int seed) {
        var random = new Random(seed);
        var numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
