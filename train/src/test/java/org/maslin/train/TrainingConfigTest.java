package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.loss.PreferenceLoss;

class TrainingConfigTest {

    @Test
    void unknownKey_namesTheNearestKnownOne() {
        assertThatThrownBy(
                        () ->
                                TrainingConfig.parse(
                                        Algorithm.DPO, "dpo.yaml", Map.of("learing_rate", 1e-3)))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.hint()).contains("\"learning_rate\""))
                .hasMessageContaining("learing_rate");
    }

    @Test
    void keyOfAnotherAlgorithm_isUnknown() {
        assertThatThrownBy(
                        () -> TrainingConfig.parse(Algorithm.SFT, "sft.yaml", Map.of("beta", 0.1)))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void losses_takeOneNameOrAList() {
        var one = TrainingConfig.parse(Algorithm.DPO, "c", Map.of("loss_type", "ipo"));
        assertThat(one.preferences().losses()).containsExactly(PreferenceLoss.IPO);
        var two =
                TrainingConfig.parse(
                        Algorithm.DPO,
                        "c",
                        Map.of(
                                "loss_type",
                                List.of("sigmoid", "sft"),
                                "loss_weights",
                                List.of(1, 0.5)));
        assertThat(two.preferences().weights()).containsExactly(1.0, 0.5);
        assertThatThrownBy(
                        () ->
                                TrainingConfig.parse(
                                        Algorithm.DPO, "c", Map.of("loss_weights", List.of(1, 2))))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void numberWrittenWithoutPoint_isRead() {
        var config = TrainingConfig.parse(Algorithm.SFT, "c", Map.of("learning_rate", "1e-6"));
        assertThat(config.schedule().peak()).isEqualTo(1e-6);
    }

    @Test
    void schedules_warmUpAndFall() {
        var linear = new Schedule(Schedule.Shape.LINEAR, 2, 10, 0, 0);
        assertThat(linear.rate(0, 110)).isZero();
        assertThat(linear.rate(5, 110)).isEqualTo(1);
        assertThat(linear.rate(10, 110)).isEqualTo(2);
        assertThat(linear.rate(60, 110)).isEqualTo(1);
        var piecewise = new Schedule(Schedule.Shape.PIECEWISE, 1, 10, 0.6, 0.05);
        assertThat(piecewise.rate(59, 100)).isEqualTo(1);
        assertThat(piecewise.rate(80, 100)).isCloseTo(0.525, within(1e-9));
        assertThat(piecewise.rate(100, 100)).isCloseTo(0.05, within(1e-9));
        var share = new Schedule(Schedule.Shape.LINEAR, 1, 0.1, 0, 0);
        assertThat(share.rate(5, 100)).isEqualTo(0.5);
    }

    @Test
    void plan_seesEveryExampleOnceInAnEpoch() {
        int[] lengths = IntStream.range(0, 1000).map(i -> 5 + i * 7 % 31).toArray();
        for (Map<String, Object> keys :
                List.<Map<String, Object>>of(
                        Map.of("num_train_epochs", 1),
                        Map.of("num_train_epochs", 1, "tokens_per_batch", 300),
                        Map.of("num_train_epochs", 1, "group_by_length", false))) {
            var plan = BatchPlan.of(TrainingConfig.parse(Algorithm.SFT, "c", keys), lengths);
            int[] seen =
                    plan.steps().stream()
                            .flatMap(List::stream)
                            .flatMapToInt(Arrays::stream)
                            .sorted()
                            .toArray();
            assertThat(seen).isEqualTo(IntStream.range(0, 1000).toArray());
        }
    }

    @Test
    void plan_byTokens_keepsToThemAndToTheOrderOfTheFile() {
        int[] lengths = IntStream.range(0, 20_000).map(i -> 5 + i * 7 % 31).toArray();
        var config = TrainingConfig.parse(Algorithm.PRETRAIN, "c", Map.of());
        List<List<int[]>> steps = BatchPlan.of(config, lengths).steps();
        for (List<int[]> step : steps) {
            int longest = Arrays.stream(step.getFirst()).map(i -> lengths[i]).max().orElseThrow();
            assertThat(longest * step.getFirst().length).isLessThanOrEqualTo(2048);
        }
        int[] early = steps.getFirst().getFirst();
        assertThat(Arrays.stream(early).max().orElseThrow()).isLessThan(8000);
        assertThat(BatchPlan.of(config, lengths).steps().get(3).getFirst())
                .isEqualTo(steps.get(3).getFirst());
    }
}
