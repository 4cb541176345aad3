package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnnotatorsTest {

    @Test
    void quantilesOfBeta_equalKnownValues() {
        // scipy.stats.beta.ppf([.025, .975], 3, 5)
        assertThat(BetaQuantile.of(.025, 3, 5)).isCloseTo(0.0989882784, within(1e-9));
        assertThat(BetaQuantile.of(.975, 3, 5)).isCloseTo(0.7095791362, within(1e-9));
        assertThat(BetaQuantile.cumulative(0.3, 1, 1)).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void normalTail_equalsKnownValues() {
        assertThat(Normal.above(1.959963984540054)).isCloseTo(0.025, within(1e-12));
        assertThat(Normal.above(5)).isCloseTo(2.866515718791933e-7, within(1e-18));
        assertThat(Normal.above(-1)).isCloseTo(0.8413447460685429, within(1e-12));
    }

    @Test
    void spammerScore_equalsTheValueWorkedByHand() {
        // Rows (.9, .1) and (.2, .8): (.7² + .7²) ÷ 2.
        assertThat(WorkerReport.score(new double[][] {{.9, .1}, {.2, .8}}))
                .isCloseTo(.49, within(1e-12));
        assertThat(WorkerReport.score(new double[][] {{.7, .3}, {.7, .3}})).isZero();
        assertThat(WorkerReport.score(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}))
                .isEqualTo(1);
    }

    @Test
    void spammers_areTold_whetherRandomOrConstant() {
        Random random = new Random(2);
        var answers = Answers.builder();
        for (int task = 0; task < 800; task++) {
            int truth = random.nextInt(3);
            for (int i = 0; i < 5; i++) {
                int worker = random.nextInt(40);
                boolean spam = worker < 6;
                int said =
                        worker < 3
                                ? worker
                                : spam || random.nextDouble() > 0.8 ? random.nextInt(3) : truth;
                answers.add("t" + task, "w" + worker, Integer.toString(said));
            }
        }
        List<WorkerReport> reports = WorkerReport.of(new DawidSkene().aggregate(answers.build()));

        for (WorkerReport report : reports) {
            boolean spam = Integer.parseInt(report.worker().substring(1)) < 6;
            assertThat(report.spammer()).as(report.toString()).isEqualTo(spam);
        }
    }

    @Test
    void credibleIntervals_holdTheConfusionMatrix_andTightenWithAnswers() {
        Consensus few = new DawidSkene().aggregate(TestAnswers.simulated(30, 3, 2, .9, .8, .7));
        Consensus many = new DawidSkene().aggregate(TestAnswers.simulated(900, 3, 2, .9, .8, .7));
        Interval[][] wide = few.confusionIntervals(0);
        Interval[][] narrow = many.confusionIntervals(0);

        for (int truth = 0; truth < 2; truth++) {
            for (int said = 0; said < 2; said++) {
                double rate = many.confusion(0)[truth][said];
                assertThat(rate).isBetween(narrow[truth][said].low(), narrow[truth][said].high());
                assertThat(narrow[truth][said].high() - narrow[truth][said].low())
                        .isLessThan(wide[truth][said].high() - wide[truth][said].low());
            }
        }
    }

    @Test
    void ring_isFound_andNobodyElse() {
        Random random = new Random(4);
        var answers = Answers.builder();
        for (int task = 0; task < 400; task++) {
            int truth = random.nextInt(3);
            int copied = random.nextDouble() < 0.6 ? truth : random.nextInt(3);
            for (int worker = 0; worker < 12; worker++) {
                boolean member = worker < 3;
                int own = random.nextDouble() < 0.75 ? truth : random.nextInt(3);
                if (member || random.nextDouble() < 0.6) {
                    answers.add("t" + task, "w" + worker, "" + (member ? copied : own));
                }
            }
        }
        Consensus consensus = new DawidSkene().aggregate(answers.build());

        assertThat(CopyRings.of(consensus)).hasSize(1);
        assertThat(CopyRings.of(consensus).getFirst()).containsExactly("w0", "w1", "w2");
    }

    @Test
    void fall_isNoticedWithinFortyAnswers_andSteadinessIsNot() {
        Random random = new Random(1);
        int found = 0;
        int alarms = 0;
        for (int run = 0; run < 200; run++) {
            var drift = new SkillDrift(0.9, 0.6, 2);
            for (int i = 0; i < 500; i++) {
                alarms += drift.add(random.nextDouble() < 0.9 ? 1 : 0) ? 1 : 0;
            }
            var fallen = new SkillDrift(0.9, 0.6, 2);
            boolean alarm = false;
            for (int i = 0; i < 40; i++) {
                alarm |= fallen.add(random.nextDouble() < 0.6 ? 1 : 0);
            }
            found += alarm ? 1 : 0;
        }

        assertThat(found).isGreaterThan(185);
        // 100,000 answers.
        assertThat(alarms).isLessThan(65);
        assertThatThrownBy(() -> new SkillDrift(0.5, 0.6, 2)).hasMessageContaining("0.6");
    }

    @Test
    void pace_findsWhoIsFast_whoSpeedsUp_andAnswersTooFastToBeThoughtAbout() {
        Random random = new Random(8);
        int n = 600;
        int[] task = new int[n];
        int[] worker = new int[n];
        double[] seconds = new double[n];
        for (int i = 0; i < n; i++) {
            task[i] = i / 6;
            worker[i] = i % 6;
            double pace = worker[i] == 1 ? 0.5 : 1;
            double trend = worker[i] == 2 ? Math.pow(0.4, i / (double) n) : 1;
            double length = 5 + task[i] % 10;
            seconds[i] = length * pace * trend * Math.exp(0.1 * random.nextGaussian());
        }
        seconds[300] = 0.2;
        Pace found = Pace.of(task, worker, seconds);

        assertThat(found.pace()[1].estimate() / found.pace()[3].estimate())
                .isCloseTo(0.5, within(0.05));
        assertThat(found.pace()[1].low()).isBetween(0.4, found.pace()[1].estimate());
        assertThat(found.pace()[1].high()).isBetween(found.pace()[1].estimate(), 0.6);
        assertThat(found.pace()[1].n()).isEqualTo(100);
        assertThat(found.trend()[2].estimate()).isCloseTo(0.4, within(0.08));
        assertThat(found.trend()[2].high()).isLessThan(0.6);
        assertThat(found.trend()[4].estimate()).isCloseTo(1, within(0.15));
        assertThat(found.trend()[4].low()).isLessThan(1);
        assertThat(found.trend()[4].high()).isGreaterThan(1);
        assertThat(found.z()[300]).isLessThan(Pace.TOO_FAST);
        assertThat(found.z()[301]).isGreaterThan(Pace.TOO_FAST);
    }

    @Test
    void ambiguousTask_surprisesMore_thanOneWhereAPoorWorkerErred() {
        Random random = new Random(6);
        var answers = Answers.builder();
        for (int task = 0; task < 300; task++) {
            for (int worker = 0; worker < 10; worker++) {
                boolean split = task < 15;
                double right = split ? 0.5 : worker == 0 ? 0.6 : 0.95;
                String truth = task % 2 == 0 ? "x" : "y";
                String other = task % 2 == 0 ? "y" : "x";
                answers.add("t" + task, "w" + worker, random.nextDouble() < right ? truth : other);
            }
        }
        Ambiguity ambiguity = Ambiguity.of(new DawidSkene().aggregate(answers.build()));
        int found = 0;
        int wrong = 0;
        for (int task = 0; task < 300; task++) {
            boolean ambiguous = ambiguity.surprise()[task] > Ambiguity.AMBIGUOUS;
            found += task < 15 && ambiguous ? 1 : 0;
            wrong += task >= 15 && ambiguous ? 1 : 0;
            double sum = ambiguity.softLabels()[task][0] + ambiguity.softLabels()[task][1];
            assertThat(sum).isCloseTo(1, within(1e-9));
        }

        assertThat(found).isGreaterThanOrEqualTo(12);
        assertThat(wrong).isLessThan(12);
    }
}
