package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;
import org.maslin.core.Seed;

/** What is asked, what it brings, and what stays wrong. */
class FewerAnswersTest {

    private static final StopRule RULE = new StopRule(2, 100, 1);

    private record Row(String task, String worker, String label) {}

    /** Worker "good" is right always, "coin" half the time; each answers twenty tasks. */
    private static OnlineConsensus twoKinds() {
        var online = new OnlineConsensus(List.of("x", "y"), RULE);
        for (int task = 0; task < 20; task++) {
            String label = task % 2 == 0 ? "x" : "y";
            online.answer("t" + task, "a", label);
            online.answer("t" + task, "b", label);
            online.answer("t" + task, "good", label);
            online.answer("t" + task, "coin", task % 4 < 2 ? "x" : "y");
        }
        online.answer("open", "a", "x");
        online.answer("open", "b", "y");
        online.sweep();
        return online;
    }

    @Test
    void gain_ofAGoodWorker_isGreaterThanOfOneWhoGuesses() {
        OnlineConsensus online = twoKinds();

        assertThat(online.gain("open", "good")).isGreaterThan(0.2);
        assertThat(online.gain("open", "coin")).isBetween(0.0, 0.05);
        assertThat(online.gain("t1", "good")).isLessThan(online.gain("open", "good") / 3);
    }

    @Test
    void gain_whereNothingIsKnownYet_isInfinite() {
        OnlineConsensus online = twoKinds();

        assertThat(online.gain("open", "stranger")).isInfinite();
        assertThat(online.gain("unheard of", "good")).isInfinite();
    }

    @Test
    void budget_ofAQuarter_takesTheBestQuarterAndNoMore() {
        var budget = new AnswerBudget(250, 1_000);
        var random = new Random(1);
        int taken = 0;
        int ofTheBest = 0;
        for (int offer = 0; offer < 1_000; offer++) {
            double gain = random.nextDouble();
            if (budget.takes(gain)) {
                taken++;
                ofTheBest += gain > 0.7 ? 1 : 0;
            }
        }

        assertThat(taken).isBetween(240, 250);
        assertThat(budget.left()).isEqualTo(250 - taken);
        assertThat(ofTheBest).isGreaterThan(taken * 9 / 10);
    }

    @Test
    void budget_used_up_takesNothing_evenWhatIsNeeded() {
        var budget = new AnswerBudget(1, 10);

        assertThat(budget.takes(Double.POSITIVE_INFINITY)).isTrue();
        assertThat(budget.takes(Double.POSITIVE_INFINITY)).isFalse();
        assertThatThrownBy(() -> budget.takes(Double.NaN)).hasMessageContaining("number");
        assertThatThrownBy(() -> new AnswerBudget(-1, 10)).hasMessageContaining("(-1)");
    }

    /** Half of the answers, those that tell most, give the labels that all give. */
    @Test
    @Tag("shared")
    void budget_ofHalf_onPossent_losesNothing() throws IOException {
        Answers answers =
                TestAnswers.file(SharedData.folder("data/crowd/possent").resolve("labels.csv"));
        Consensus all = new DawidSkene().aggregate(answers);
        List<Row> rows = rows(answers);
        Collections.shuffle(rows, new Random(1));
        var online = new OnlineConsensus(answers.labels(), RULE);
        var budget = new AnswerBudget(rows.size() / 2, rows.size());
        for (Row row : rows) {
            if (budget.takes(online.gain(row.task(), row.worker()))) {
                online.answer(row.task(), row.worker(), row.label());
            }
        }
        Consensus half = new DawidSkene().aggregate(online.answers());
        Map<String, String> labels = new HashMap<>();
        for (int task = 0; task < half.answers().tasks().size(); task++) {
            labels.put(half.answers().tasks().get(task), half.label(task));
        }
        int same = 0;
        for (int task = 0; task < answers.tasks().size(); task++) {
            same += all.label(task).equals(labels.get(answers.tasks().get(task))) ? 1 : 0;
        }

        assertThat(half.answers().size()).isBetween(rows.size() * 49 / 100, rows.size() / 2);
        assertThat((double) same / answers.tasks().size()).isGreaterThan(0.99);
    }

    /** The rest of the answers, which the forecast has not seen, brought this much. */
    @Test
    void forecast_ofADoubling_isNearWhatItBrings() {
        Answers answers =
                TestAnswers.simulated(2_000, 10, 3, .8, .7, .6, .75, .65, .7, .8, .6, .7, .75);
        List<Row> rows = rows(answers);
        Collections.shuffle(rows, new Random(1));
        var half = Answers.builder();
        rows.subList(0, rows.size() / 2).forEach(r -> half.add(r.task(), r.worker(), r.label()));
        Answers now = half.build();

        AccuracyForecast told =
                OnlineConsensus.replay(now, StopRule.always(100)).forecast(2, new Seed(1));

        double gained =
                right(new DawidSkene().aggregate(answers)) - right(new DawidSkene().aggregate(now));
        assertThat(told.gain().estimate()).isCloseTo(gained, within(0.02));
        assertThat(told.gain().low()).isBetween(0.0, told.gain().estimate());
        assertThat(told.gain().high()).isGreaterThan(told.gain().estimate());
        assertThat(told.gain().n()).isGreaterThan(500);
        assertThat(told.then()).isCloseTo(told.now() + told.gain().estimate(), within(1e-12));
        assertThat(told.now()).isBetween(0.7, 1.0);
    }

    @Test
    void forecast_ofLessThanNow_isRefused() {
        OnlineConsensus online = twoKinds();

        assertThatThrownBy(() -> online.forecast(0.5, new Seed(1))).hasMessageContaining("0.5");
        assertThat(online.forecast(1, new Seed(1)).gain().estimate()).isBetween(0.0, 0.05);
        assertThat(new OnlineConsensus(List.of("x", "y"), RULE).forecast(2, new Seed(1)).then())
                .isEqualTo(0.5);
    }

    /** Ten of a hundred are wrong though the doubt is .01: forty known tasks tell. */
    @Test
    void remainingError_withKnownTruth_isAboveTheDoubt() {
        boolean[] wrong = new boolean[40];
        double[] doubt = new double[40];
        double[] others = new double[400];
        for (int i = 0; i < doubt.length; i++) {
            wrong[i] = i % 10 == 0;
            doubt[i] = 0.01;
        }
        Arrays.fill(others, 0.01);

        Figure corrected = RemainingError.of(wrong, doubt, others);

        assertThat(corrected.estimate()).isCloseTo(0.1, within(1e-12));
        assertThat(corrected.low()).isGreaterThanOrEqualTo(0).isLessThan(0.1);
        assertThat(corrected.high()).isBetween(0.15, 0.3);
        assertThat(RemainingError.of(others).estimate()).isCloseTo(0.01, within(1e-12));
        assertThat(RemainingError.of(others).low()).isNull();
    }

    /** The truth stands in the name of a simulated task. */
    private static double right(Consensus consensus) {
        List<String> tasks = consensus.answers().tasks();
        int right = 0;
        for (int task = 0; task < tasks.size(); task++) {
            String name = tasks.get(task);
            right += name.endsWith("=" + consensus.label(task)) ? 1 : 0;
        }
        return (double) right / tasks.size();
    }

    private static List<Row> rows(Answers answers) {
        List<Row> rows = new ArrayList<>();
        for (int task = 0; task < answers.tasks().size(); task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                rows.add(
                        new Row(
                                answers.tasks().get(task),
                                answers.workers().get(answers.worker(i)),
                                answers.labels().get(answers.label(i))));
            }
        }
        return rows;
    }
}
