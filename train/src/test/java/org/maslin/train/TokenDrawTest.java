package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.Seed;

class TokenDrawTest {

    private static final int START = 5;

    private static float[] logits(int size) {
        var random = new Random(size);
        var logits = new float[START + size];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian(0, 3);
        }
        return logits;
    }

    /** log p of each token, by the definition. */
    private static double[] logProbs(float[] logits, double temperature) {
        double sum = 0;
        for (int i = START; i < logits.length; i++) {
            sum += Math.exp(logits[i] / temperature);
        }
        var logProbs = new double[logits.length - START];
        for (int i = 0; i < logProbs.length; i++) {
            logProbs[i] = logits[START + i] / temperature - Math.log(sum);
        }
        return logProbs;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 101, 4099})
    void drawnToken_isWhereTheSharesReachTheUniformNumber(int size) {
        float[] logits = logits(size);
        double[] plain = logProbs(logits, 1);
        for (double temperature : new double[] {1, 0.7}) {
            double[] shares = logProbs(logits, temperature);
            for (double uniform = 0; uniform < 1; uniform += 0.0103) {
                TokenDraw drawn = TokenDraw.of(logits, START, size, temperature, uniform);
                double before = 0;
                for (int i = 0; i < drawn.token(); i++) {
                    before += Math.exp(shares[i]);
                }
                double after = before + Math.exp(shares[drawn.token()]);
                assertThat(uniform).isBetween(before - 1e-6, after + 1e-6);
                assertThat(drawn.logProb()).isCloseTo(plain[drawn.token()], within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 101, 4099})
    void likeliestToken_isTheFirstOfTheLargest(int size) {
        float[] logits = logits(size);
        int place = size / 2;
        logits[START + place] = 50;
        logits[START + size - 1] = 50;
        assertThat(TokenDraw.of(logits, START, size, 0, 0.5).token()).isEqualTo(place);
    }

    @Test
    void tinyTemperature_drawsTheLikeliest() {
        float[] logits = {0, 1, 3, 2};
        assertThat(TokenDraw.of(logits, 0, 4, 1e-60, 0.99).token()).isEqualTo(2);
    }

    @Test
    void tokensLeftOut_areNeverDrawn() {
        float[] logits = logits(101);
        var options = new SamplingOptions(1, 1, 1, 3, 1, 0, List.of(), new Seed(1));
        double[] logProbs = logProbs(logits, 1);
        for (double uniform = 0; uniform < 1; uniform += 0.0103) {
            TokenDraw drawn = TokenDraw.of(logits, START, 101, options, uniform);
            double own = logProbs[drawn.token()];
            long likelier = Arrays.stream(logProbs).filter(one -> one > own).count();
            assertThat(likelier).isLessThan(3);
            assertThat(drawn.logProb()).isCloseTo(own, within(1e-6));
        }
    }
}
