package org.maslin.quality.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogGammaTest {

    @Test
    void atWholeNumbers_isTheLogarithmOfAFactorial() {
        double factorial = 1;
        for (int n = 1; n < 20; n++) {
            assertThat(LogGamma.of(n)).isCloseTo(Math.log(factorial), within(1e-12));
            factorial *= n;
        }
    }

    @Test
    void atOneHalf_isThatOfTheRootOfPi() {
        assertThat(LogGamma.of(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-12));
    }

    @Test
    void oneFurther_addsTheLogarithm() {
        for (double x = 1e-3; x < 1e6; x *= 1.7) {
            double expected = LogGamma.of(x) + Math.log(x);
            assertThat(LogGamma.of(x + 1))
                    .isCloseTo(expected, within(1e-11 * Math.abs(expected) + 1e-11));
        }
    }
}
