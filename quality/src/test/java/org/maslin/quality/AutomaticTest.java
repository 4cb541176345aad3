package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AutomaticTest {

    private static final Answers ANSWERS =
            TestAnswers.simulated(200, 5, 3, 0.95, 0.9, 0.6, 0.5, 0.2, 0.1);

    @Test
    void probability_isHalfModelAndHalfVotes() {
        Consensus auto = new Automatic().aggregate(ANSWERS);
        Consensus model = new DawidSkene().aggregate(ANSWERS);
        Consensus votes = new Majority().aggregate(ANSWERS);

        assertThat(auto.method()).isEqualTo("auto: dawid-skene pooled with majority");
        for (int task = 0; task < 200; task++) {
            assertThat(auto.probability(task, 1))
                    .isCloseTo(
                            0.5 * model.probability(task, 1) + 0.5 * votes.probability(task, 1),
                            within(1e-12));
        }
    }

    @Test
    void heldOutLikelihood_equalsTheValueWorkedByHand() {
        // Two workers, one task, both say x, which the posterior takes for certain. The prior is 1
        // and almost 0. Without the task both are new: right with 1 / 1.1 each.
        Answers answers = TestAnswers.of("1 a x; 1 b x; 2 c y");

        assertThat(LeaveOneOut.logLikelihood(answers, new double[] {1, 0, 1, 0}))
                .isCloseTo(Math.log(1 / 1.1), within(1e-9));
    }

    @Test
    void whereNobodyHasCompany_theVotesStand() {
        Consensus auto = new Automatic().aggregate(TestAnswers.of("1 a x; 2 b y; 3 a y"));

        assertThat(auto.label(0)).isEqualTo("x");
        assertThat(auto.label(1)).isEqualTo("y");
        assertThat(auto.label(2)).isEqualTo("y");
    }

    @Test
    void accuracy_isNotBelowTheBetterOfBoth() {
        double model = DawidSkeneTest.accuracy(new DawidSkene().aggregate(ANSWERS));
        double votes = DawidSkeneTest.accuracy(new Majority().aggregate(ANSWERS));

        assertThat(DawidSkeneTest.accuracy(new Automatic().aggregate(ANSWERS)))
                .isGreaterThanOrEqualTo(Math.max(model, votes) - 0.01);
    }

    @Test
    void continueFrom_withTheSameAnswers_staysWhereItWas() {
        var auto = new Automatic(new DawidSkene(1000, 1e-9));
        Consensus once = auto.aggregate(ANSWERS);
        Consensus again = auto.continueFrom(once, ANSWERS);

        assertThat(again.probability(7)).isCloseTo(once.probability(7), within(1e-6));
        assertThat(again.iterations()).isLessThan(once.iterations());
    }
}
