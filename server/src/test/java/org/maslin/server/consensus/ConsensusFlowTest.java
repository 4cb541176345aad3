package org.maslin.server.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
        var one = flow.outcome(answers(0));
        var other = flow.outcome(answers(1_000));
        assertThat(one.rows().stream().map(ConsensusFlow.Row::consensus).toList())
                .isEqualTo(other.rows().stream().map(ConsensusFlow.Row::consensus).toList());
        assertThat(one.agreement()).isEqualTo(other.agreement());
    }

    @Test
    void outcome_ofNoAnswers_isEmpty() {
        assertThat(flow.outcome(List.of()).rows()).isEmpty();
    }

    @Test
    void outcome_ofOneAnswer_hasNoAgreement() {
        var outcome = flow.outcome(answers(0).subList(0, 1));
        assertThat(outcome.agreement()).isNull();
        assertThat(outcome.rows()).hasSize(1);
        assertThat(outcome.simulated()).isTrue();
    }

    @Test
    void median_isTheMiddleOrTheMeanOfTheTwo() {
        assertThat(ConsensusFlow.median(List.of())).isNull();
        assertThat(ConsensusFlow.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(ConsensusFlow.median(List.of(4.0, 1.0))).isEqualTo(2.5);
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
