package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void wilson_equalsTheValueWorkedByHand() {
        // 8 of 10: z² = 3.84146; centre (.8 + .192073) / 1.384146 = .716741;
        // half 1.959964 · √(.016 + .0096036) / 1.384146 = 1.959964 · .160012 / 1.384146 = .226577.
        Interval interval = Interval.wilson(8, 10);

        assertThat(interval.low()).isCloseTo(.716741 - .226577, within(1e-5));
        assertThat(interval.high()).isCloseTo(.716741 + .226577, within(1e-5));
    }

    @Test
    void wilson_ofNothing_isEverything() {
        assertThat(Interval.wilson(0, 0)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void wilson_ofAll_staysBelowOneAtItsLowEnd() {
        assertThat(Interval.wilson(20, 20).high()).isEqualTo(1);
        assertThat(Interval.wilson(20, 20).low()).isCloseTo(0.8389, within(1e-4));
    }

    @Test
    void moreHitsThanTrials_areRefused() {
        assertThatThrownBy(() -> Interval.wilson(3, 2)).hasMessageContaining("(3.0)");
    }
}
