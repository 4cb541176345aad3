package org.maslin.synth.raters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;

final class RaterPlanTest {

    private static final List<String> TASKS =
            IntStream.range(0, 1_000).mapToObj(i -> "task-" + i).toList();
    private static final List<String> RATERS =
            DemoCast.raters().stream().map(RaterProfile::name).toList();

    @Test
    void assign_everyTask_getsItsOverlapOfDistinctRaters() {
        assertThat(RaterPlan.assign(new Seed(1), TASKS, RATERS, 5).values())
                .hasSize(1_000)
                .allSatisfy(raters -> assertThat(raters).hasSize(5).doesNotHaveDuplicates());
    }

    @Test
    void assign_loads_differByOneAtMost() {
        var loads = new TreeMap<String, Integer>();
        RaterPlan.assign(new Seed(1), TASKS, RATERS, 5)
                .values()
                .forEach(raters -> raters.forEach(rater -> loads.merge(rater, 1, Integer::sum)));
        assertThat(loads.values()).allSatisfy(load -> assertThat(load).isBetween(416, 417));
    }

    @Test
    void assign_otherOrderOfArrival_givesTheSamePlan() {
        Map<String, List<String>> plan = RaterPlan.assign(new Seed(1), TASKS, RATERS, 5);
        assertThat(RaterPlan.assign(new Seed(1), TASKS.reversed(), RATERS.reversed(), 5))
                .isEqualTo(plan);
        assertThat(RaterPlan.assign(new Seed(2), TASKS, RATERS, 5)).isNotEqualTo(plan);
    }

    @Test
    void assign_overlapAboveTheRaters_isRefused() {
        assertThatThrownBy(() -> RaterPlan.assign(new Seed(1), TASKS, RATERS, 13))
                .hasMessage("The overlap (13) must lie between 1 and the 12 raters.");
    }
}
