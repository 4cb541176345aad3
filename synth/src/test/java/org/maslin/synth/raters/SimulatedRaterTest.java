package org.maslin.synth.raters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;

final class SimulatedRaterTest {

    private static final int TASKS = 20_000;

    /** σ(1.2 · 1) = 1 / (1 + e^-1.2) = 0.7685. */
    @Test
    void prefer_lookingRater_followsTheLogistic() {
        assertThat(shareOfFirst(1.2, 0, Spam.NONE)).isBetween(0.7585, 0.7785);
    }

    /** Half of σ(1.2) = 0.7685 and half of σ(0.6) = 0.6457 is 0.7071. */
    @Test
    void prefer_tiredHalfTheTime_isLessSure() {
        assertThat(shareOfFirst(1.2, 0.5, Spam.NONE)).isBetween(0.6971, 0.7171);
    }

    @Test
    void prefer_spammers_doNotLook() {
        assertThat(shareOfFirst(0, 0, Spam.FIRST)).isEqualTo(1);
        assertThat(shareOfFirst(0, 0, Spam.SECOND)).isZero();
        assertThat(shareOfFirst(0, 0, Spam.RANDOM)).isBetween(0.49, 0.51);
    }

    @Test
    void prefer_askedAgainLater_answersTheSame() {
        SimulatedRater rater = rater(1, 0.5, Spam.NONE);
        Preferred before = rater.prefer("task-1", 0.3);
        for (int i = 0; i < 50; i++) {
            rater.prefer("other-" + i, 0.3);
        }
        assertThat(rater.prefer("task-1", 0.3)).isEqualTo(before);
    }

    private static double shareOfFirst(double sharpness, double tiredShare, Spam spam) {
        SimulatedRater rater = rater(sharpness, tiredShare, spam);
        int first = 0;
        for (int task = 0; task < TASKS; task++) {
            first += rater.prefer("task-" + task, 1) == Preferred.FIRST ? 1 : 0;
        }
        return (double) first / TASKS;
    }

    private static SimulatedRater rater(double sharpness, double tiredShare, Spam spam) {
        return new SimulatedRater(
                new RaterProfile("rater-01", sharpness, tiredShare, spam, 5), new Seed(1));
    }
}
