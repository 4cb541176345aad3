package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

class SharesTest {

    private static final int ROWS = 5;

    /** 61 words fill no whole register. */
    private static final int WORDS = 61;

    private static final long[] TARGETS = {0, 60, 31, 32, 7};

    @ParameterizedTest
    @CsvSource({"true, 1", "true, 0.7", "false, 1", "false, 0.7"})
    void figures_areThoseOfTheirDefinition(boolean vectors, double scale) {
        try (Scope scope = Scope.open()) {
            float[] scores = scores();
            Shares shares =
                    Shares.of(Tensor.of(scores.clone(), ROWS, WORDS), TARGETS, scale, vectors);
            for (int row = 0; row < ROWS; row++) {
                double[] p = softmax(scores, row, scale);
                int target = (int) TARGETS[row];
                double entropy = 0;
                double squares = 0;
                double mean = 0;
                double best = 0;
                for (int word = 0; word < WORDS; word++) {
                    entropy -= p[word] * Math.log(p[word]);
                    squares += p[word] * p[word];
                    mean += scores[row * WORDS + word] / WORDS;
                    best = Math.max(best, p[word]);
                }
                assertThat((double) shares.logProbs()[row])
                        .isCloseTo(Math.log(p[target]), within(1e-5));
                assertThat((double) shares.entropies()[row]).isCloseTo(entropy, within(1e-5));
                assertThat((double) shares.collisions()[row])
                        .isCloseTo(Math.log(squares), within(1e-5));
                assertThat((double) shares.means()[row]).isCloseTo(mean, within(1e-5));
                assertThat(shares.likeliest()[row]).isEqualTo(p[target] == best ? 1 : 0);
            }
            // The likeliest word of the first row is its target.
            assertThat(shares.likeliest()[0]).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "true, 0.7", "false, 1", "false, 0.7"})
    void gradient_isOneAtTheTarget_lessTheShare(boolean vectors, double scale) {
        try (Scope scope = Scope.open()) {
            float[] scores = scores();
            float[] ofLogProbs = {1, -2, 0, 0.5f, 3};
            float[] gradient =
                    Shares.of(Tensor.of(scores.clone(), ROWS, WORDS), TARGETS, scale, vectors)
                            .gradient(ofLogProbs)
                            .floats();
            for (int row = 0; row < ROWS; row++) {
                double[] p = softmax(scores, row, scale);
                for (int word = 0; word < WORDS; word++) {
                    double one = word == TARGETS[row] ? 1 : 0;
                    assertThat((double) gradient[row * WORDS + word])
                            .isCloseTo(ofLogProbs[row] * scale * (one - p[word]), within(1e-5));
                }
            }
        }
    }

    private static float[] scores() {
        var random = new Random(3);
        var scores = new float[ROWS * WORDS];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (3 * random.nextGaussian());
        }
        scores[0] = 12;
        return scores;
    }

    private static double[] softmax(float[] scores, int row, double scale) {
        var p = new double[WORDS];
        double sum = 0;
        for (int word = 0; word < WORDS; word++) {
            p[word] = Math.exp(scores[row * WORDS + word] * scale);
            sum += p[word];
        }
        for (int word = 0; word < WORDS; word++) {
            p[word] /= sum;
        }
        return p;
    }
}
