package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;

class BootstrapTest {

    @Test
    void quantile_isLinearBetweenNeighbours() {
        // Places 0..3; a quarter of the way is .75, between 1 and 2.
        assertThat(Bootstrap.quantile(new double[] {1, 2, 4, 8}, 4, 0.25)).isEqualTo(1.75);
    }

    @Test
    void sameSeed_givesTheSameInterval_anotherDoesNot() {
        double[] values = {0.1, 0.5, 0.2, 0.9, 0.7, 0.3};
        Bootstrap.Statistic mean = copies -> PercentAgreement.mean(values, copies);

        Interval first = Bootstrap.interval(6, mean, 200, new Seed(1));

        assertThat(Bootstrap.interval(6, mean, 200, new Seed(1))).isEqualTo(first);
        assertThat(Bootstrap.interval(6, mean, 200, new Seed(2))).isNotEqualTo(first);
    }

    @Test
    void intervalOfMean_isNearTheNormalOne() {
        var random = new SplittableRandom(3);
        double[] values = random.doubles(1000).toArray();
        Interval interval =
                Bootstrap.interval(1000, c -> PercentAgreement.mean(values, c), 1000, new Seed(5));

        // The standard deviation of a uniform is 1/√12, so the half-width is 1.96 · .0091287.
        assertThat((interval.high() - interval.low()) / 2).isCloseTo(0.01789, within(0.0015));
    }

    @Test
    void drawsWithoutValue_areLeftOut() {
        Interval interval =
                Bootstrap.interval(2, c -> c[0] == 0 ? Double.NaN : 1, 100, new Seed(1));

        assertThat(interval).isEqualTo(new Interval(1, 1));
    }
}
