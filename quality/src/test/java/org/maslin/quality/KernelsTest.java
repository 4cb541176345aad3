package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.maslin.quality.special.LogGamma;

/** Fast loops against plain ones, and special functions against known values. */
class KernelsTest {

    @Test
    void narrowStep_isThePlainStep_onOddSizes() {
        double[] skills = new double[23];
        Arrays.fill(skills, 0.7);
        for (int classes = 1; classes <= 7; classes++) {
            for (int overlap : new int[] {1, 2, 3, 5, 16, 17, 23}) {
                Answers answers = TestAnswers.simulated(31, overlap, classes, skills);
                double[] fast = Majority.shares(answers);
                double[] plain = fast.clone();
                var fastRates = new ErrorRates(answers);
                var plainRates = new ErrorRates(answers);
                fastRates.learn(fast, Smoothing.DIAGONAL);
                plainRates.learn(plain, Smoothing.DIAGONAL);
                for (int round = 0; round < 3; round++) {
                    double moved = fastRates.step(fast, Smoothing.DIAGONAL);
                    double plainMoved = plainRates.plainStep(plain, Smoothing.DIAGONAL);
                    assertThat(moved).isCloseTo(plainMoved, within(1e-10));
                }
                assertThat(fast).containsExactly(plain, within(1e-12));
                assertThat(fastRates.rates()).containsExactly(plainRates.rates(), within(1e-12));
            }
        }
    }

    @Test
    void digamma_equalsKnownValues() {
        assertThat(Digamma.of(1)).isCloseTo(-0.5772156649015329, within(1e-10));
        assertThat(Digamma.of(0.5)).isCloseTo(-1.9635100260214235, within(1e-10));
        assertThat(Digamma.of(10)).isCloseTo(2.251752589066721, within(1e-10));
        assertThat(Digamma.exp(0.01)).isCloseTo(Math.exp(Digamma.of(0.01)), within(1e-14));
        assertThat(Digamma.exp(37.5)).isCloseTo(Math.exp(Digamma.of(37.5)), within(1e-10));
    }

    @Test
    void logGamma_equalsKnownValues() {
        assertThat(LogGamma.of(5)).isCloseTo(Math.log(24), within(1e-12));
        assertThat(LogGamma.of(0.5)).isCloseTo(0.5 * Math.log(Math.PI), within(1e-12));
        assertThat(LogGamma.of(0.1)).isCloseTo(2.2527126517342055, within(1e-11));
    }

    @Test
    void divergence_ofBetaDistributions_equalsTheValueWorkedByHand() {
        // KL(Beta(2, 1) | Beta(1, 1)) = ∫ 2x ln 2x dx = ln 2 − 1/2.
        assertThat(Dirichlet.divergence(new double[] {2, 1}, new double[] {1, 1}))
                .isCloseTo(Math.log(2) - 0.5, within(1e-10));
    }
}
