package org.maslin.server.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.train.TrainingConfig.Algorithm;

class TrainingSettingsTest {

    private static final String BATCH = "per_device_train_batch_size";

    @Test
    void severalWorkers_shareTheRowsOfAStep() {
        assertThat(TrainingSettings.shared(TrainingSettings.policy(1), 2)).containsEntry(BATCH, 16);
        // 32 rows do not part into three: each takes 11.
        assertThat(TrainingSettings.shared(TrainingSettings.policy(1), 3)).containsEntry(BATCH, 11);
        assertThat(TrainingSettings.shared(Map.of(BATCH, 1), 4)).containsEntry(BATCH, 1);
    }

    @Test
    void completionsOfOnePrompt_stayWithOneWorker() {
        Map<String, Object> settings = TrainingSettings.rewarded(PolicyMethod.GRPO, 1);
        assertThat(settings).containsEntry(BATCH, 64).containsEntry("num_generations", 8);
        // Eight prompts a step: two each for four workers, three for three, one for sixteen.
        assertThat(TrainingSettings.shared(settings, 4)).containsEntry(BATCH, 16);
        assertThat(TrainingSettings.shared(settings, 3)).containsEntry(BATCH, 24);
        assertThat(TrainingSettings.shared(settings, 16)).containsEntry(BATCH, 8);
    }

    @Test
    void fineTune_hasTheUsualSettingsOfItsAlgorithm_andItsOwnInTheirPlace() {
        var work =
                new FineTune(
                        "new",
                        "parent",
                        Algorithm.DPO,
                        "blob",
                        "file",
                        "id",
                        Map.of("beta", 0.5),
                        null);
        assertThat(work.together()).isEqualTo(1);
        assertThat(TrainingSettings.fineTune(work))
                .containsEntry("beta", 0.5)
                .containsEntry("num_train_epochs", 3)
                .containsEntry("loss_type", List.of("sigmoid", "sft"));
    }
}
