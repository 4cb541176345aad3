package org.maslin.server.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.quality.NonInferiority.Decision;

class SequentialTestTest {

    @Test
    void candidateThatWinsEachTime_passesWhereItsBetReachesOneOverAlpha() {
        var test = SequentialTest.of(Collections.nCopies(60, 1.0), 0.05, 0.05, 0.1);
        assertThat(test.decision()).isEqualTo(Decision.NOT_INFERIOR);
        var decided =
                test.steps().stream()
                        .filter(step -> step.prompts() == test.decidedAfter())
                        .findFirst()
                        .orElseThrow();
        assertThat(decided.forPass()).isGreaterThanOrEqualTo(-Math.log10(0.05));
        assertThat(decided.forBlock()).isNegative();
        assertThat(test.stillNeeded()).isZero();
    }

    @Test
    void firstStep_isWorkedByHand() {
        // The candidate is taken for even: edge .05, variance .25, stake .05 / .2525 = .19802.
        // It wins: the bet for it is 1 + .19802 · .55 = 1.10891, the one against it
        // 1 - .19802 · .5 = .90099.
        var test = SequentialTest.of(List.of(1.0), 0.05, 0.05, 0.1);
        var step = test.steps().getFirst();
        assertThat(Math.pow(10, step.forPass())).isCloseTo(1.10891, within(1e-5));
        assertThat(Math.pow(10, step.forBlock())).isCloseTo(0.90099, within(1e-5));
    }

    @Test
    void manyPrompts_areThinned_butTheirLastIsThere() {
        var test = SequentialTest.of(Collections.nCopies(5001, 0.5), 0.05, 0.05, 0.1);
        assertThat(test.steps()).hasSizeLessThan(410);
        assertThat(test.steps().getLast().prompts()).isEqualTo(5001);
    }
}
