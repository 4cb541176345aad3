package org.maslin.synth.raters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;

final class SimulatedClassifierTest {

    @Test
    void answer_manyTasks_followsTheConfusion() {
        var rater =
                new SimulatedClassifier(
                        "rater-01",
                        List.of(
                                List.of(0.7, 0.2, 0.1),
                                List.of(0.0, 1.0, 0.0),
                                List.of(0.3, 0.3, 0.4)));
        var counts = new int[3];
        for (int task = 0; task < 10_000; task++) {
            counts[rater.answer(new Seed(1), "task-" + task, 0)]++;
            assertThat(rater.answer(new Seed(1), "task-" + task, 1)).isEqualTo(1);
        }
        assertThat(counts[0]).isBetween(6_850, 7_150);
        assertThat(counts[1]).isBetween(1_870, 2_130);
    }

    @Test
    void evenly_errsEvenly() {
        assertThat(SimulatedClassifier.evenly("rater-01", 3, 0.5).confusion().getFirst())
                .containsExactly(0.5, 0.25, 0.25);
    }

    @Test
    void create_rowThatDoesNotAddUp_isRefused() {
        assertThatThrownBy(
                        () ->
                                new SimulatedClassifier(
                                        "rater-01", List.of(List.of(0.5, 0.4), List.of(0.0, 1.0))))
                .hasMessageContaining("[0.5, 0.4]");
    }
}
