package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;

class DawidSkeneTest {

    private static final double[] MIXED = {0.95, 0.9, 0.9, 0.85, 0.6, 0.3, 0.0};

    @Test
    void oneRound_equalsTheValueWorkedByHand() {
        // Answers: t: ann x, bob x; u: ann y, bob x. Vote shares: t (1, 0), u (1/2, 1/2).
        // Prior p = ((1 + .5)/2, (0 + .5)/2) = (.75, .25).
        // Ann's counts given truth x: x 1, y .5; truth y: x 0, y .5. With 1 right, .1 wrong:
        //   P(x|x) = 2/2.6, P(y|x) = .6/2.6; P(x|y) = .1/1.6, P(y|y) = 1.5/1.6.
        // Bob's given x: x 1.5, y 0; given y: x .5, y 0:
        //   P(x|x) = 2.5/2.6, P(x|y) = .6/1.6.
        // t: .75 · 2/2.6 · 2.5/2.6 = .5547337, .25 · .1/1.6 · .6/1.6 = .0058594.
        // u: .75 · .6/2.6 · 2.5/2.6 = .1664201, .25 · 1.5/1.6 · .6/1.6 = .0878906.
        Answers answers = TestAnswers.of("t ann x; t bob x; u ann y; u bob x");
        Consensus consensus = new DawidSkene(1, 0).aggregate(answers);

        assertThat(consensus.probability(0, 0)).isCloseTo(.5547337 / .5605931, within(1e-6));
        assertThat(consensus.probability(1, 0)).isCloseTo(.1664201 / .2543107, within(1e-6));
    }

    @Test
    void accuracy_isAboveMajority_whereWorkersDiffer() {
        Answers answers = TestAnswers.simulated(400, 5, 4, 0.9, 0.9, 0.3, 0.2, 0.1, 0.1);

        assertThat(accuracy(new DawidSkene().aggregate(answers)))
                .isGreaterThan(accuracy(new Majority().aggregate(answers)) + 0.02);
    }

    @Test
    void toleranceZero_runsExactlyAllRounds() {
        Answers answers = TestAnswers.simulated(50, 3, 3, MIXED);

        assertThat(new DawidSkene(37, 0).aggregate(answers).iterations()).isEqualTo(37);
        assertThat(new DawidSkene().aggregate(answers).iterations()).isLessThan(100);
    }

    @Test
    void taskWithThousandsOfAnswers_doesNotUnderflow() {
        var builder = Answers.builder();
        for (int worker = 0; worker < 3000; worker++) {
            builder.add("t", "w" + worker, worker % 3 == 0 ? "no" : "yes");
        }
        Consensus consensus = new DawidSkene().aggregate(builder.build());

        assertThat(consensus.label(0)).isEqualTo("yes");
        assertThat(consensus.probability(0)).isBetween(0.99, 1.0);
    }

    @Test
    void oneLabelOnly_isCertain() {
        Consensus consensus = new DawidSkene().aggregate(TestAnswers.of("t a x; t b x; u a x"));

        assertThat(consensus.probability(0)).isEqualTo(1);
        assertThat(consensus.confusion(0)[0][0]).isEqualTo(1);
    }

    @Test
    void sameAnswers_giveTheSameBits() {
        Answers answers = TestAnswers.simulated(100, 4, 3, MIXED);

        assertThat(new DawidSkene().aggregate(answers).sameAs(new DawidSkene().aggregate(answers)))
                .isTrue();
    }

    @Test
    void continueFrom_afterMoreAnswers_reachesTheSameFixedPointSooner() {
        Answers early = firstTasks(TestAnswers.simulated(600, 4, 3, MIXED), 590);
        Answers all = TestAnswers.simulated(600, 4, 3, MIXED);
        var exact = new DawidSkene(1000, 1e-9);
        Consensus fresh = exact.aggregate(all);
        Consensus continued = exact.continueFrom(exact.aggregate(early), all);

        for (int task = 0; task < all.tasks().size(); task++) {
            assertThat(continued.probability(task, 0))
                    .isCloseTo(fresh.probability(task, 0), within(1e-6));
        }
        assertThat(continued.iterations()).isLessThan(fresh.iterations());
    }

    @Test
    void continueFrom_knowsLabelsThatAppearLater() {
        Consensus early = new DawidSkene().aggregate(TestAnswers.of("t a y; t b y"));
        Answers later = TestAnswers.of("t a y; t b y; u a x; u b x");

        Consensus consensus = new DawidSkene().continueFrom(early, later);

        assertThat(consensus.label(0)).isEqualTo("y");
        assertThat(consensus.label(1)).isEqualTo("x");
    }

    @Test
    void skill_coversTheTrueAccuracyOfMostWorkers() {
        Answers answers = TestAnswers.simulated(600, 5, 4, MIXED);
        Figure[] skills = new DawidSkene().aggregate(answers).skills();

        int covered = 0;
        for (int worker = 0; worker < skills.length; worker++) {
            int number = Integer.parseInt(answers.workers().get(worker).substring(1));
            double truth = MIXED[number] + (1 - MIXED[number]) / 4;
            Figure skill = skills[worker];
            assertThat(skill.estimate()).isCloseTo(truth, within(0.1));
            covered += covers(skill, truth) ? 1 : 0;
        }
        assertThat(covered).isGreaterThanOrEqualTo(6);
    }

    @Test
    void impossibleLimits_areRefused() {
        assertThatThrownBy(() -> new DawidSkene(0, 1e-6)).hasMessageContaining("(0)");
        assertThatThrownBy(() -> new DawidSkene(1, -1)).hasMessageContaining("(-1.0)");
    }

    static double accuracy(Consensus consensus) {
        var tasks = consensus.answers().tasks();
        double right = 0;
        for (int task = 0; task < tasks.size(); task++) {
            right += tasks.get(task).endsWith("=" + consensus.label(task)) ? 1 : 0;
        }
        return right / tasks.size();
    }

    private static boolean covers(Figure figure, double value) {
        Double low = figure.low();
        Double high = figure.high();
        return low != null && high != null && low <= value && value <= high;
    }

    private static Answers firstTasks(Answers answers, int tasks) {
        var some = Answers.builder();
        for (int task = 0; task < tasks; task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                some.add(
                        answers.tasks().get(task),
                        answers.workers().get(answers.worker(i)),
                        answers.labels().get(answers.label(i)));
            }
        }
        return some.build();
    }
}
