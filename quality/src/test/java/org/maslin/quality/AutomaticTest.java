package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AutomaticTest {

    /** Errors go one way: 1 is taken for 2, by some workers always. */
    private static final Answers ONE_WAY = oneWay();

    private static Answers oneWay() {
        var random = new SplittableRandom(3);
        var answers = Answers.builder();
        for (int task = 0; task < 300; task++) {
            int truth = random.nextInt(3);
            for (int worker = 0; worker < 6; worker++) {
                boolean mistaken = truth == 1 && random.nextDouble() < 0.15 * worker;
                boolean slip = random.nextDouble() < 0.05;
                int said = mistaken ? 2 : slip ? random.nextInt(3) : truth;
                answers.add("t" + task + "=" + truth, "w" + worker, Integer.toString(said));
            }
        }
        return answers.build();
    }

    private static final Answers ANSWERS =
            TestAnswers.simulated(200, 5, 3, 0.95, 0.9, 0.6, 0.5, 0.2, 0.1);

    @Test
    void probability_isAThirdModelAndTwoThirdsWeightedVotes() {
        Consensus auto = new Automatic().aggregate(ONE_WAY);
        Consensus model = new DawidSkene().aggregate(ONE_WAY);
        Consensus votes = new Wawa().aggregate(ONE_WAY);

        assertThat(auto.method()).isEqualTo("auto: dawid-skene pooled with wawa");
        assertThat(new Automatic().aggregate(ANSWERS).method())
                .isEqualTo("auto: one-coin pooled with wawa");
        for (int task = 0; task < 300; task++) {
            assertThat(auto.probability(task, 1))
                    .isCloseTo(
                            (model.probability(task, 1) + 2 * votes.probability(task, 1)) / 3,
                            within(1e-12));
        }
    }

    @Test
    void heldOutLikelihood_equalsTheValueWorkedByHand() {
        // Two workers, one task, both say x, which the posterior takes for certain. The prior is
        // 1/2
        // each. All three answers are right: the usual accuracy is (3 + 4 · .7) / (3 + 4) =
        // .828571. Without the task both are new: that is how probable each answer is.
        Answers answers = TestAnswers.of("1 a x; 1 b x; 2 c y");

        assertThat(LeaveOneOut.logLikelihood(answers, new double[] {1, 0, 0, 1}))
                .isCloseTo(Math.log(heldOut()), within(1e-6));
    }

    /** Prior x and y 1/2: x said by the other, then P(x) = .83 · .83 + .17 · .17. */
    private static double heldOut() {
        double right = 5.8 / 7;
        return right * right + (1 - right) * (1 - right);
    }

    @Test
    void whereNobodyHasCompany_theVotesStand() {
        Consensus auto = new Automatic().aggregate(TestAnswers.of("1 a x; 2 b y; 3 a y"));

        assertThat(auto.label(0)).isEqualTo("x");
        assertThat(auto.label(1)).isEqualTo("y");
        assertThat(auto.label(2)).isEqualTo("y");
    }

    /**
     * Workers err together on a fifth of the tasks without an object, which look as if they had
     * one.
     */
    private static Answers together() {
        var random = new SplittableRandom(11);
        var answers = Answers.builder();
        for (int task = 0; task < 2000; task++) {
            int truth = random.nextDouble() < 0.25 ? 1 : 0;
            boolean misleading = truth == 0 && random.nextDouble() < 0.2;
            for (int i = 0; i < 8; i++) {
                int worker = (task + 3 * i) % 24;
                double yes = truth == 1 ? 0.95 : misleading ? 0.4 : 0.02;
                int said = random.nextDouble() < yes ? 1 : 0;
                answers.add("t" + task + "=" + truth, "w" + worker, Integer.toString(said));
            }
        }
        return answers.build();
    }

    @Test
    void whereWorkersErrTogether_kindsOfTasksHaveASay() {
        Answers answers = together();
        Consensus auto = new Automatic().aggregate(answers);

        assertThat(auto.method()).endsWith(" with shared errors pooled with wawa");
        assertThat(DawidSkeneTest.accuracy(auto))
                .isGreaterThan(DawidSkeneTest.accuracy(new DawidSkene().aggregate(answers)) + 0.02);
    }

    @Test
    void whereWorkersErrEachByThemselves_thereAreNoKinds() {
        assertThat(SharedErrors.model(ANSWERS)).isNull();
        assertThat(SharedErrors.model(ONE_WAY)).isNull();
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
        Consensus once = auto.aggregate(ONE_WAY);
        Consensus again = auto.continueFrom(once, ONE_WAY);

        assertThat(again.probability(7)).isCloseTo(once.probability(7), within(1e-6));
        assertThat(again.iterations()).isLessThan(once.iterations());
    }
}
