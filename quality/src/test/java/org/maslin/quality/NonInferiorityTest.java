package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.maslin.quality.NonInferiority.Decision;

class NonInferiorityTest {

    private static final double ALPHA = 0.05;
    private static final double BETA = 0.1;
    private static final double MARGIN = 0.05;
    private static final int STUDIES = 2000;
    private static final int MOST = 3000;

    /** What came of many studies of the same true mean. */
    private record Rates(double passed, double blocked, double meanPrompts) {}

    @Test
    void threeWins_byHand() {
        // Floor .45. Stakes: .05 / .2525 = .1980; .0692 / .1298 = .5334; .0870 / .0909 = .9574.
        // Wealth: 1 + .1980 · .55 = 1.1089; · 1.2934 = 1.4342; · 1.5266 = 2.1895.
        assertThat(afterThreeWins(1 / 2.18)).isEqualTo(Decision.NOT_INFERIOR);
        assertThat(afterThreeWins(1 / 2.20)).isEqualTo(Decision.UNDECIDED);
    }

    private static Decision afterThreeWins(double alpha) {
        var test = new NonInferiority(MARGIN, alpha, BETA);
        test.observe(1);
        test.observe(1);
        return test.observe(1);
    }

    @Test
    void candidateWorseByTheMargin_passesAtMostAsOftenAsAlpha() {
        assertThat(rates(0.45, 0).passed()).isLessThanOrEqualTo(ALPHA);
        assertThat(rates(0.45, 0.5).passed()).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void evenCandidate_isShutOutAtMostAsOftenAsBeta() {
        assertThat(rates(0.5, 0).blocked()).isLessThanOrEqualTo(BETA);
        assertThat(rates(0.5, 0.5).blocked()).isLessThanOrEqualTo(BETA);
    }

    @Test
    void evenCandidate_passesInTheEnd() {
        Rates even = rates(0.5, 0);
        assertThat(even.passed()).isGreaterThanOrEqualTo(1 - BETA);
        assertThat(even.meanPrompts()).isLessThan(900);
    }

    @Test
    void candidateThatWinsClearly_passesSoon() {
        assertThat(rates(0.7, 0).meanPrompts()).isLessThan(80);
    }

    @Test
    void tiesAreCheap_forTheyVaryLess() {
        assertThat(rates(0.5, 0.8).meanPrompts()).isLessThan(rates(0.5, 0).meanPrompts() / 2);
    }

    @Test
    void decision_stays() {
        var test = new NonInferiority(0.1, ALPHA, BETA);
        while (test.decision() == Decision.UNDECIDED) {
            test.observe(1);
        }
        long after = test.decidedAfter();
        for (int i = 0; i < 500; i++) {
            test.observe(0);
        }
        assertThat(test.decision()).isEqualTo(Decision.NOT_INFERIOR);
        assertThat(test.decidedAfter()).isEqualTo(after);
    }

    @Test
    void stillNeeded_isAboutWhatItTakes() {
        var test = new NonInferiority(MARGIN, ALPHA, BETA);
        assertThat(test.stillNeeded()).isBetween(500L, 700L);
        assertThat(rates(0.5, 0).meanPrompts()).isBetween(400.0, 900.0);
    }

    @Test
    void nonsense_isRefused() {
        assertThatThrownBy(() -> new NonInferiority(0.6, ALPHA, BETA))
                .hasMessageContaining("margin");
        assertThatThrownBy(() -> new NonInferiority(0.05, 0, BETA)).hasMessageContaining("Alpha");
        var test = new NonInferiority(MARGIN, ALPHA, BETA);
        assertThatThrownBy(() -> test.observe(Double.NaN)).hasMessageContaining("NaN");
    }

    /** Outcomes of this mean, this share of them ties. */
    private static Rates rates(double mean, double ties) {
        var random = new SplittableRandom(5);
        double win = (mean - ties / 2) / (1 - ties);
        int passed = 0;
        int blocked = 0;
        double prompts = 0;
        for (int study = 0; study < STUDIES; study++) {
            var test = new NonInferiority(MARGIN, ALPHA, BETA);
            for (int i = 0; i < MOST && test.decision() == Decision.UNDECIDED; i++) {
                boolean tie = random.nextDouble() < ties;
                test.observe(tie ? 0.5 : random.nextDouble() < win ? 1 : 0);
            }
            passed += test.decision() == Decision.NOT_INFERIOR ? 1 : 0;
            blocked += test.decision() == Decision.INFERIOR ? 1 : 0;
            prompts += test.decidedAfter();
        }
        return new Rates((double) passed / STUDIES, (double) blocked / STUDIES, prompts / STUDIES);
    }
}
