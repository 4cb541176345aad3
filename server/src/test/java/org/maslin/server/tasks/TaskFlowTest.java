package org.maslin.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maslin.server.samples.SampleReference;

class TaskFlowTest {

    private static final UUID ID = new UUID(1, 1);

    @Test
    void order_isTheSameWheneverTaskAndAnnotatorMeet() {
        assertThat(TaskFlow.order(5, null, "t1", "ada"))
                .isEqualTo(TaskFlow.order(5, null, "t1", "ada"))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void order_putsEachCandidateFirstAboutHalfOfTheTime() {
        long firsts =
                IntStream.range(0, 1000)
                        .filter(i -> TaskFlow.order(2, null, "t" + i, "ada")[0] == 0)
                        .count();
        assertThat(firsts).isBetween(450L, 550L);
    }

    @Test
    void order_thatIsPinned_isKept() {
        assertThat(TaskFlow.order(2, new int[] {1, 0}, "t1", "ada")).containsExactly(1, 0);
    }

    @Test
    void row_withoutItsSample_isRefusedByName() {
        assertThatThrownBy(
                        () -> TaskFlow.row(ID, 3, new NewTask("nobody", null, null, null), null, 1))
                .hasMessageContaining("tasks[3].sampleKey")
                .hasMessageContaining("nobody");
    }

    @Test
    void row_withAnOrderThatMissesACandidate_isRefused() {
        var sample = new SampleReference(ID, "k", 2);
        assertThatThrownBy(
                        () ->
                                TaskFlow.row(
                                        ID, 0, new NewTask("k", null, null, List.of(0)), sample, 1))
                .hasMessageContaining("every number from 0 to 1 once");
    }
}
