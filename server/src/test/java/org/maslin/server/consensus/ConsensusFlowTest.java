package org.maslin.server.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.quality.Automatic;
import org.maslin.server.annotations.Answer;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;

class ConsensusFlowTest {

    private final ConsensusFlow flow = new ConsensusFlow(new Automatic());

    @Test
    void outcome_doesNotDependOnIds() {
        var one = flow.outcome(answers(0)::forEach);
        var other = flow.outcome(answers(1_000)::forEach);
        assertThat(one.rows(0, 20).stream().map(ConsensusFlow.Row::consensus).toList())
                .isEqualTo(other.rows(0, 20).stream().map(ConsensusFlow.Row::consensus).toList());
        assertThat(one.agreement()).isEqualTo(other.agreement());
    }

    @Test
    void outcome_ofNoAnswers_isEmpty() {
        assertThat(flow.outcome(told -> {}).rows(0, 0)).isEmpty();
    }

    @Test
    void outcome_ofOneAnswer_hasNoAgreement() {
        var outcome = flow.outcome(answers(0).subList(0, 1)::forEach);
        assertThat(outcome.agreement()).isNull();
        assertThat(outcome.rows(0, 1)).hasSize(1);
        assertThat(outcome.simulated()).isTrue();
    }

    @Test
    void judge_byWhatAllAnswersTaught_isTheOutcomeOfAll() {
        var outcome = flow.outcome(answers(0)::forEach);
        var rates = Objects.requireNonNull(flow.learnt(outcome));
        var judged =
                Objects.requireNonNull(
                        ConsensusFlow.judge(rates, outcome.method(), answers(0).subList(0, 30)));
        assertThat(judged).hasSize(10);
        for (int task = 0; task < 10; task++) {
            TaskConsensus one = judged.get(task).consensus();
            TaskConsensus all = outcome.rows(task, task + 1).getFirst().consensus();
            assertThat(one.label()).isEqualTo(all.label());
            assertThat(one.probability()).isCloseTo(all.probability(), within(1e-4));
            assertThat(one.answers()).isEqualTo(all.answers());
        }
    }

    @Test
    void judge_aLabelThatNobodyGaveBefore_isLeftToLearning() {
        var outcome = flow.outcome(answers(0)::forEach);
        var rates = Objects.requireNonNull(flow.learnt(outcome));
        Answer one = answers(0).getFirst();
        var other =
                new Answer(
                        one.annotationId(),
                        1,
                        one.taskId(),
                        one.taskKey(),
                        one.annotator(),
                        "perhaps",
                        null,
                        false);
        assertThat(ConsensusFlow.judge(rates, outcome.method(), List.of(other))).isNull();
    }

    private static List<Answer> answers(int ids) {
        var answers = new ArrayList<Answer>();
        for (int task = 0; task < 20; task++) {
            for (int worker = 0; worker < 3; worker++) {
                boolean wrong = worker == 2 && task % 3 == 0;
                answers.add(
                        new Answer(
                                new UUID(ids + task, worker),
                                1,
                                new UUID(7, ids + task),
                                "t%02d".formatted(task),
                                new Annotator(
                                        new UUID(9, ids - worker),
                                        "w" + worker,
                                        AnnotatorKind.SIMULATED),
                                (task % 2 == 0) ^ wrong ? "yes" : "no",
                                null,
                                false));
            }
        }
        return answers;
    }
}
