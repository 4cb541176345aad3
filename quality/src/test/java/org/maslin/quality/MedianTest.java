package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;

class MedianTest {

    @Test
    void of_isTheMiddleOrTheMeanOfTheTwo_andFiveHaveNoInterval() {
        assertThat(Median.of(new double[] {3, 1, 2}).estimate()).isEqualTo(2);
        Figure four = Median.of(new double[] {4, 1});
        assertThat(four.estimate()).isEqualTo(2.5);
        assertThat(four.low()).isNull();
        assertThat(Median.of(new double[] {5, 4, 3, 2, 1}).low()).isNull();
        assertThatThrownBy(() -> Median.of(new double[0])).hasMessageContaining("1 has one");
    }

    /**
     * Ten fair coins: 0 or 1 head come 11 times in 1,024, which is less than 2.5 %; 0, 1 or 2 come
     * 56 times, which is more. So the second value from each end.
     */
    @Test
    void of_tenValues_reachesFromTheSecondToTheNinth() {
        Figure ten = Median.of(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
        assertThat(ten.estimate()).isEqualTo(5.5);
        assertThat(ten.low()).isEqualTo(2);
        assertThat(ten.high()).isEqualTo(9);
        assertThat(ten.n()).isEqualTo(10);
    }

    /** The ranks that tables of the sign test have, and the same way on beyond the exact ones. */
    @Test
    void lowRank_isThatOfTheSignTest() {
        long[] n = {5, 6, 8, 9, 12, 15, 20, 25, 30, 50, 100};
        long[] rank = {0, 1, 1, 2, 3, 4, 6, 8, 10, 18, 40};
        for (int i = 0; i < n.length; i++) {
            assertThat(Median.lowRank(n[i])).as("of %d", n[i]).isEqualTo(rank[i]);
        }
        assertThat(Median.lowRank(1001) - Median.lowRank(1000)).isBetween(0L, 1L);
        assertThat(Median.lowRank(1_000_000)).isEqualTo(499_020);
    }

    /** Lognormal times, median 1: 95 % of intervals, or somewhat more, have it. */
    @Test
    void interval_holdsTheMedian() {
        var random = new SplittableRandom(4);
        int held = 0;
        for (int i = 0; i < 2000; i++) {
            double[] times = new double[25];
            for (int k = 0; k < times.length; k++) {
                times[k] = Math.exp(random.nextGaussian());
            }
            Figure median = Median.of(times);
            Double low = median.low();
            Double high = median.high();
            held += low != null && high != null && low <= 1 && high >= 1 ? 1 : 0;
        }
        assertThat(held / 2000.0).isBetween(0.945, 0.975);
    }
}
