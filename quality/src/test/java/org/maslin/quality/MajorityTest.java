package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;

class MajorityTest {

    @Test
    void label_isTheOneMostWorkersGave_withItsShare() {
        Consensus consensus = new Majority().aggregate(TestAnswers.of("t a x; t b y; t c y"));

        assertThat(consensus.label(0)).isEqualTo("y");
        assertThat(consensus.probability(0)).isEqualTo(2.0 / 3);
    }

    @Test
    void tie_goesToTheFirstLabelInOrder_whoeverSpokeFirst() {
        assertThat(new Majority().aggregate(TestAnswers.of("t a y; t b x")).label(0))
                .isEqualTo("x");
    }

    @Test
    void skill_equalsTheValueWorkedByHand() {
        // Task t: of the 2 others 1 agrees with a, r = 1/2, likelihood s/2 + (1 − s)/2: says
        // nothing. Task u: 1 of 1 agrees, r = 1, likelihood s. Task v: nobody else.
        // Best is s = 1; s stays within 1.92 of it down to e^−1.9207 = .14650.
        Answers answers = TestAnswers.of("t a x; t b x; t c y; u a x; u b x; v a x");
        Figure skill = new Majority().aggregate(answers).skills()[0];

        assertThat(skill.estimate()).isCloseTo(1, within(1e-9));
        assertThat(skill.low()).isCloseTo(.14650, within(1e-5));
        assertThat(skill.high()).isEqualTo(1.0);
        assertThat(skill.n()).isEqualTo(2);
    }

    @Test
    void workerWithoutOthers_hasUnknownSkill() {
        Figure skill = new Majority().aggregate(TestAnswers.of("t a x")).skills()[0];

        assertThat(skill)
                .extracting(Figure::estimate, Figure::low, Figure::high, Figure::n)
                .containsExactly(0.5, 0.0, 1.0, 0L);
    }

    @Test
    void confusion_countsAnswersPerConsensus() {
        // Truth of t by votes: x 2/3, y 1/3. Worker a said x, and is thought right once and wrong a
        // tenth of a time beforehand: (2/3 + 1) / (2/3 + 1.1) if x is true, else (1/3 + .1) / (1/3
        // +
        // 1.1).
        double[][] confusion =
                new Majority().aggregate(TestAnswers.of("t a x; t b x; t c y")).confusion(0);

        assertThat(confusion[0][0]).isCloseTo((2.0 / 3 + 1) / (2.0 / 3 + 1.1), within(1e-12));
        assertThat(confusion[1][0]).isCloseTo((1.0 / 3 + .1) / (1.0 / 3 + 1.1), within(1e-12));
    }
}
