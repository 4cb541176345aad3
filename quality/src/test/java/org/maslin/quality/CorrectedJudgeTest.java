package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrectedJudgeTest {

    private static final int STUDIES = 500;

    @Test
    void byHand() {
        // People 6 of 12, the judge 8 of the same 12, agreeing on 10; alone it says 15 of 20.
        double[] people = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0};
        double[] judge = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0};
        double[] alone = new double[20];
        for (int i = 0; i < 15; i++) {
            alone[i] = 1;
        }
        // Covariance 2/11, variance of the judge (8/3)/11: quotient 3/4; divided by 1 + 12/20 is λ.
        double weight = 0.75 / 1.6;
        // 1/2 + λ (3/4 − 2/3).
        CorrectedJudge corrected = CorrectedJudge.of(people, judge, alone);

        assertThat(corrected.weight()).isCloseTo(weight, within(1e-12));
        assertThat(corrected.figure().estimate()).isCloseTo(0.5 + weight / 12, within(1e-12));
        assertThat(corrected.figure().n()).isEqualTo(12);
    }

    @Test
    void intervals_coverTheTruth_whateverTheJudgeIsLike() {
        var random = new SplittableRandom(3);
        for (double flipped : new double[] {0.05, 0.2, 0.5}) {
            for (double liking : new double[] {0, 0.3}) {
                for (int humans : new int[] {30, 100, 400}) {
                    int covered = 0;
                    for (int study = 0; study < STUDIES; study++) {
                        double truth = 0.2 + 0.6 * random.nextDouble();
                        var figure = study(random, truth, flipped, liking, humans, 1000).figure();
                        covered +=
                                value(figure.low()) <= truth && truth <= value(figure.high())
                                        ? 1
                                        : 0;
                    }
                    assertThat((double) covered / STUDIES)
                            .as("%s %s %d", flipped, liking, humans)
                            .isBetween(0.93, 0.99);
                }
            }
        }
    }

    @Test
    void goodJudge_isWorthManyPeople() {
        var random = new SplittableRandom(4);
        assertThat(study(random, 0.6, 0.05, 0, 200, 5000).worth()).isGreaterThan(400);
        assertThat(study(random, 0.6, 0.5, 0, 200, 5000).worth()).isBetween(180.0, 230.0);
    }

    @Test
    void judgeThatNeverDiffers_leavesAnIntervalWithAWidth() {
        double[] same = new double[50];
        double[] alone = new double[500];
        for (int i = 0; i < 25; i++) {
            same[i] = 1;
        }
        for (int i = 0; i < 250; i++) {
            alone[i] = 1;
        }
        var figure = CorrectedJudge.of(same, same, alone).figure();
        assertThat(figure.estimate()).isCloseTo(0.5, within(1e-9));
        assertThat(value(figure.high()) - value(figure.low())).isGreaterThan(0.08);
    }

    @Test
    void tooFewPeople_isRefused() {
        assertThatThrownBy(() -> CorrectedJudge.of(new double[9], new double[9], new double[9]))
                .hasMessageContaining("at least 10");
    }

    private static double value(@Nullable Double end) {
        return Objects.requireNonNull(end);
    }

    /** A judge that errs at random this often, and likes the candidate that much. */
    private static CorrectedJudge study(
            SplittableRandom random,
            double truth,
            double flipped,
            double liking,
            int humans,
            int all) {
        double[] people = new double[humans];
        double[] judge = new double[humans];
        double[] alone = new double[all - humans];
        for (int i = 0; i < all; i++) {
            double outcome = random.nextDouble() < truth ? 1 : 0;
            double judged = random.nextDouble() < flipped ? 1 - outcome : outcome;
            judged = random.nextDouble() < liking ? 1 : judged;
            if (i < humans) {
                people[i] = outcome;
                judge[i] = judged;
            } else {
                alone[i - humans] = judged;
            }
        }
        return CorrectedJudge.of(people, judge, alone);
    }
}
