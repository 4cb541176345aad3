package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.checkpoint.Shards;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reward model whose head alone is fitted, and one that reads the mean over a completion. */
class HeadOnlyTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @SuppressWarnings("NullAway.Init")
    private Path pairs;

    @BeforeEach
    void make() throws IOException {
        model = Fixtures.model(folder);
        pairs = Fixtures.pairs(folder, 90);
    }

    private Path fit(String name, Map<String, ?> keys, Progress progress) throws IOException {
        Path out = folder.resolve(name);
        new RewardTrainer(Fixtures.config(Algorithm.REWARD, keys)).run(model, pairs, out, progress);
        return out;
    }

    @Test
    void mean_rewardIsTheHeadOnTheMeanOverTheCompletion() throws Exception {
        Path out = fit("out", Map.of("pooling", "mean", "max_steps", 3), Progress.NONE);
        try (RewardModel rewards = RewardModel.load(out);
                Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Encoded row = rewards.layout().promptAndCompletion("What is 1 plus 2?", "It is 3.");
            float[] hidden =
                    rewards.network(Parameters.of(rewards.weights().all()))
                            .hidden(Tensor.of(row.ids(), 1, row.length()))
                            .floats();
            float[] head = Pooling.MEAN.head(rewards.weights().views()).floats();
            double expected = 0;
            for (int t = row.promptLength(); t < row.length(); t++) {
                for (int k = 0; k < head.length; k++) {
                    expected += hidden[t * head.length + k] * head[k] / row.completionLength();
                }
            }
            Encoded longer =
                    rewards.layout().promptAndCompletion("What is 1 plus 2?", "It is 3, I say so.");
            double[] found = rewards.rewardsOf(List.of(row, longer));
            assertThat(found[0]).isCloseTo(expected, within(1e-5)).isNotZero();
        }
    }

    @Test
    void headOnly_tellsPairsApart_andLeavesTheNetwork() throws Exception {
        Path out = fit("out", Map.of("pooling", "mean", "head_only", true), Progress.NONE);
        try (RewardModel rewards = RewardModel.load(out);
                Shards before = Shards.open(model);
                Shards after = Shards.open(out)) {
            var accuracy = new Scorer().rewardAccuracy(rewards, JsonLines.preferencePairs(pairs));
            assertThat(accuracy.estimate()).isEqualTo(1);
            String norm = "model.norm.weight";
            assertThat(floats(after, norm)).isEqualTo(floats(before, norm));
            assertThat(after.holderOf(WeightShapes.SCORE_HEAD)).isNull();
        }
        List<JsonNode> steps =
                Files.readAllLines(out.resolve("metrics.jsonl")).stream()
                        .map(JsonMapper.shared()::readTree)
                        .toList();
        assertThat(steps.getFirst().path("loss").asDouble()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(steps.getLast().path("grad_norm").asDouble()).isLessThan(1e-4);
        assertThat(steps.getLast().path("cross_validated_accuracy").asDouble()).isGreaterThan(.95);
        assertThat(out.resolve(PairStates.FILE)).doesNotExist();
    }

    private static float[] floats(Shards shards, String name) {
        return Objects.requireNonNull(shards.holderOf(name)).floats(name);
    }

    @Test
    void headOnly_stoppedHalfWay_goesOnToTheSameBytes() throws Exception {
        Map<String, Object> keys = Map.of("head_only", true);
        Path whole = fit("whole", keys, Progress.NONE);
        Progress stopping =
                (done, total, what) -> {
                    if (what.equals("reading the pairs") && done * 2 > total) {
                        throw new CancellationException();
                    }
                };
        assertThatThrownBy(() -> fit("stopped", keys, stopping))
                .isInstanceOf(CancellationException.class);
        Path kept = folder.resolve("stopped").resolve(PairStates.FILE);
        long size = Files.size(kept);
        assertThat(size).isPositive();
        // What a machine that lost its power may leave of the last batch.
        Files.write(kept, new byte[7], StandardOpenOption.APPEND);
        Path stopped = fit("stopped", keys, Progress.NONE);
        assertThat(stopped.resolve(Shards.FILE)).hasSameBinaryContentAs(whole.resolve(Shards.FILE));
        assertThatThrownBy(
                        () -> fit("stopped", Map.of("head_only", true, "seed", 2), Progress.NONE))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void pooling_unknown_isRefusedWithTheChoices() {
        assertThatThrownBy(() -> Fixtures.config(Algorithm.REWARD, Map.of("pooling", "max")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mean");
        assertThatThrownBy(() -> Fixtures.config(Algorithm.DPO, Map.of("pooling", "mean")))
                .isInstanceOf(BadInputException.class);
    }
}
