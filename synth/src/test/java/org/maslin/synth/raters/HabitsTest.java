package org.maslin.synth.raters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maslin.synth.raters.Habits.Copying;
import org.maslin.synth.raters.Habits.Drift;
import org.maslin.synth.raters.Habits.Fatigue;

final class HabitsTest {

    @Test
    void guesses_steady_areNone() {
        assertThat(Habits.STEADY.guesses(1_000)).isZero();
    }

    @Test
    void guesses_tired_growWithinASittingAndBeginAnew() {
        var habits = new Habits(new Fatigue(101, 0.5), null, null);
        assertThat(habits.guesses(0)).isZero();
        assertThat(habits.guesses(50)).isCloseTo(0.25, within(1e-12));
        assertThat(habits.guesses(100)).isCloseTo(0.5, within(1e-12));
        assertThat(habits.guesses(101)).isZero();
    }

    /** Half are looked at by the tired, of these four fifths after the drift: .4. */
    @Test
    void guesses_driftedAndTired_looksAtTheProduct() {
        var habits = new Habits(new Fatigue(101, 0.5), new Drift(100, 0.2), null);
        assertThat(habits.guesses(99)).isCloseTo(0.495, within(1e-12));
        assertThat(habits.guesses(100)).isCloseTo(0.6, within(1e-12));
        assertThat(habits.guesses(101)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void create_shareAboveOne_isRefused() {
        assertThatThrownBy(() -> new Copying("rater-01", 1.5))
                .hasMessage("The copied share (1.5) must lie between 0 and 1.");
        assertThatThrownBy(() -> new Fatigue(1, 0.5)).hasMessageContaining("at least 2 tasks");
        assertThatThrownBy(() -> new Drift(-1, 0.5)).hasMessageContaining("negative");
    }
}
