package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.BadInputException;

class OnlineConsensusTest {

    private static final StopRule RULE = new StopRule(2, 5, 0.95);

    /** One answer by its three numbers. */
    private record Row(int task, int worker, int label) {}

    @Test
    void oneAnswer_givesThePosteriorWorkedByHand() {
        var online = new OnlineConsensus(List.of("x", "y"), RULE);

        // A new worker: one right pseudo-answer, a tenth of a wrong one: 1 / 1.1 against 0.1 / 1.1.
        Verdict verdict = online.answer("t", "w", "x");

        assertThat(verdict.label()).isEqualTo("x");
        assertThat(verdict.answers()).isEqualTo(1);
        assertThat(verdict.routing()).isEqualTo(Routing.ASK_AGAIN);
        assertThat(verdict.probability()).isBetween(1 / 1.1 - 1e-9, 1.0);
    }

    @Test
    void replayInAnyOrder_andASweep_equalTheBatch() {
        Answers answers = TestAnswers.simulated(300, 5, 3, .9, .8, .7, .6, .85, .3, .75);
        for (int order = 0; order < 5; order++) {
            assertThat(distance(replayed(answers, order), answers)).isLessThan(1e-6);
        }
    }

    @ParameterizedTest
    @Tag("shared")
    @ValueSource(strings = {"rte", "bluebird", "dog", "possent", "face", "adult"})
    void replayOfARealCrowd_andASweep_equalTheBatch(String crowd) throws IOException {
        Answers answers =
                TestAnswers.file(SharedData.folder("data/crowd/" + crowd).resolve("labels.csv"));

        assertThat(distance(replayed(answers, 1), answers)).isLessThan(1e-6);
    }

    @Test
    void revision_replaces_andWithdrawal_leavesNoTrace() {
        var online = new OnlineConsensus(List.of("x", "y"), RULE);
        var plain = new OnlineConsensus(List.of("x", "y"), RULE);
        for (int task = 0; task < 9; task++) {
            String name = "t" + task;
            online.answer(name, "a", "y");
            online.answer(name, "b", task % 3 == 0 ? "y" : "x");
            online.answer(name, "c", "x");
            online.answer(name, "a", "x");
            online.withdraw(name, "c");
            plain.answer(name, "a", "x");
            plain.answer(name, "b", task % 3 == 0 ? "y" : "x");
        }
        online.withdraw("unheard of", "a");
        online.sweep();
        online.sweep();
        plain.sweep();
        plain.sweep();

        assertThat(online.answers().size()).isEqualTo(18);
        assertThat(online.posterior("t3")).containsExactly(plain.posterior("t3"), within(1e-7));
        assertThat(online.errorRate("c")).isCloseTo(0.1 / 1.1, within(1e-9));
    }

    @Test
    void confidence_ofNewWorkers_isThatOfTheUsualOne_workedByHand() {
        var online = new OnlineConsensus(List.of("x", "y"), RULE);
        Verdict verdict = online.answer("t", "w", "x");

        // Nothing is known but the answer itself, which is taken out: the rates are (p + 2) / (p +
        // 3)
        // and (1 − p + 1) / (1 − p + 3), p the probability of x, which the worker's rates gave.
        double p = verdict.probability();
        double x = p * (p + 2) / (p + 3);
        double y = (1 - p) * (2 - p) / (4 - p);
        assertThat(verdict.confidence()).isCloseTo(x / (x + y), within(0.02));
    }

    @Test
    void evidence_countsLess_whereWorkersErrTogether() {
        assertThat(temper(0.7)).isLessThan(temper(0) - 0.15);
    }

    /** The temper where, with this share, a worker copies the last answer to the task. */
    private static double temper(double copying) {
        var counts = new RunningCounts(2);
        var random = new Random(1);
        for (int worker = 0; worker < 8; worker++) {
            counts.addWorker();
        }
        for (int task = 0; task < 400; task++) {
            counts.addTask();
            int truth = random.nextInt(2);
            int last = -1;
            for (int worker = 0; worker < 8; worker++) {
                int own = random.nextDouble() < 0.75 ? truth : 1 - truth;
                last = last >= 0 && random.nextDouble() < copying ? last : own;
                counts.add(task, worker, last);
            }
        }
        for (int round = 0; round < 20; round++) {
            for (int task = 0; task < 400; task++) {
                counts.visit(task);
            }
        }
        var caution = new Caution(counts, 2);
        caution.calibrate();
        return caution.temper();
    }

    @Test
    void rule_stopsWhenConfident_andWhenExhausted() {
        assertThat(RULE.decide(1, 0.99)).isEqualTo(Routing.ASK_AGAIN);
        assertThat(RULE.decide(2, 0.95)).isEqualTo(Routing.CONFIDENT);
        assertThat(RULE.decide(4, 0.94)).isEqualTo(Routing.ASK_AGAIN);
        assertThat(RULE.decide(5, 0.94)).isEqualTo(Routing.EXHAUSTED);
        assertThat(StopRule.always(3).decide(3, 0.5).stops()).isTrue();
        assertThatThrownBy(() -> new StopRule(3, 2, 0.9)).hasMessageContaining("(3)");
    }

    @Test
    void posteriorOfGivenRates_equalsTheValueWorkedByHand() {
        double[][] good = {{.9, .1}, {.2, .8}};
        double[][] poor = {{.6, .4}, {.4, .6}};

        // Truth x: .5 · .9 · .4 = .18; truth y: .5 · .2 · .6 = .06.
        double[] posterior =
                Posterior.of(
                        new double[] {.5, .5}, new double[][][] {good, poor}, new int[] {0, 1});

        assertThat(posterior).containsExactly(new double[] {.75, .25}, within(1e-12));
    }

    @Test
    void unknownLabel_isRefusedByName() {
        var online = new OnlineConsensus(List.of("cat", "dog"), RULE);

        assertThatThrownBy(() -> online.answer("t", "w", "dgo"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("dgo");
    }

    private static OnlineConsensus replayed(Answers answers, int order) {
        List<Row> rows = new ArrayList<>();
        for (int task = 0; task < answers.tasks().size(); task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                rows.add(new Row(task, answers.worker(i), answers.label(i)));
            }
        }
        Collections.shuffle(rows, new Random(order));
        var online = new OnlineConsensus(answers.labels(), RULE);
        for (Row row : rows) {
            online.answer(
                    answers.tasks().get(row.task()),
                    answers.workers().get(row.worker()),
                    answers.labels().get(row.label()));
        }
        online.sweep();
        return online;
    }

    private static double distance(OnlineConsensus online, Answers answers) {
        Consensus batch = new DawidSkene(10_000, 1e-12).aggregate(answers);
        double most = 0;
        for (int task = 0; task < answers.tasks().size(); task++) {
            double[] posterior =
                    Objects.requireNonNull(online.posterior(answers.tasks().get(task)));
            for (int label = 0; label < posterior.length; label++) {
                double apart = Math.abs(posterior[label] - batch.probability(task, label));
                most = Math.max(most, apart);
            }
        }
        return most;
    }
}
