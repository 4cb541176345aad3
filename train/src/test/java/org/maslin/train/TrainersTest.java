package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.TrainingConfig.Algorithm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each trainer on tiny data: it learns, repeats itself to the byte, and goes on when stopped. */
class TrainersTest {

    private static Path sums;
    private static Path pairs;
    private static Path judged;
    private static Path model;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    static void make(@TempDir Path shared) throws IOException {
        model = Fixtures.model(shared);
        sums = Fixtures.sums(shared, 300);
        pairs = Fixtures.pairs(shared, 90);
        judged = Fixtures.judged(shared, 90);
    }

    private interface Trainer {
        TrainingResult run(Path out, Progress progress) throws IOException;
    }

    private static Trainer trainer(Algorithm algorithm) {
        Map<String, Object> keys = new HashMap<>();
        keys.put("learning_rate", 1e-3);
        keys.put("max_steps", 12);
        keys.put("save_steps", 5);
        keys.put("gradient_accumulation_steps", 2);
        keys.putAll(Fixtures.drawing(algorithm, 4));
        switch (algorithm) {
            case DPO, BCO, CPO -> keys.put("lora_r", 4);
            case ORPO, KTO -> keys.put("gradient_checkpointing", true);
            case PRETRAIN, SFT, REWARD, GRPO, RLOO, PPO, ONLINE_DPO -> {}
        }
        TrainingConfig config = Fixtures.config(algorithm, keys);
        return switch (algorithm) {
            case PRETRAIN -> (out, p) -> new PretrainTrainer(config).run(sums, out, p);
            case SFT -> (out, p) -> new SftTrainer(config).run(model, sums, out, p);
            case REWARD -> (out, p) -> new RewardTrainer(config).run(model, pairs, out, p);
            case DPO -> (out, p) -> new DpoTrainer(config).run(model, pairs, out, p);
            case KTO, BCO -> (out, p) -> new KtoTrainer(config).run(model, judged, out, p);
            case ORPO -> (out, p) -> new OrpoTrainer(config).run(model, pairs, out, p);
            case CPO -> (out, p) -> new CpoTrainer(config).run(model, pairs, out, p);
            case GRPO, RLOO -> (out, p) -> new GrpoTrainer(config).run(model, sums, out, p);
            case PPO -> (out, p) -> new PpoTrainer(config).run(model, sums, out, p);
            case ONLINE_DPO -> (out, p) -> new OnlineDpoTrainer(config).run(model, sums, out, p);
        };
    }

    private static Progress stoppingAt(int step) {
        return (done, total, what) -> {
            if (done == step) {
                throw new CancellationException("stop");
            }
        };
    }

    /** The folder remembered the file that was refused, and refused the corrected one for it. */
    @Test
    void run_afterABadRow_takesTheCorrectedFile() throws Exception {
        TrainingConfig config = Fixtures.config(Algorithm.DPO, Map.of("max_steps", 1));
        Path data = folder.resolve("pairs.jsonl");
        List<String> rows = Files.readAllLines(pairs);
        Files.writeString(data, String.join("\n", rows) + "\n{\"prompt\": \n");
        Path out = folder.resolve("corrected");
        assertThatThrownBy(() -> new DpoTrainer(config).run(model, data, out, Progress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pairs.jsonl:91");
        Files.write(data, rows);
        assertThat(new DpoTrainer(config).run(model, data, out, Progress.NONE).steps())
                .isEqualTo(1);
    }

    @Test
    void everyTrainer_stoppedTwiceAndStartedAgain_endsInTheSameBytes() throws Exception {
        for (Algorithm algorithm : Algorithm.values()) {
            Path straight = folder.resolve(algorithm + "-straight");
            Path stopped = folder.resolve(algorithm + "-stopped");
            TrainingResult wanted = trainer(algorithm).run(straight, Progress.NONE);
            for (int step : new int[] {3, 8}) {
                assertThatThrownBy(() -> trainer(algorithm).run(stopped, stoppingAt(step)))
                        .isInstanceOf(CancellationException.class);
            }
            TrainingResult found = trainer(algorithm).run(stopped, Progress.NONE);
            assertThat(found).as("%s", algorithm).isEqualTo(wanted);
            assertSameFiles(straight, stopped);
        }
    }

    private static void assertSameFiles(Path one, Path other) throws IOException {
        List<String> names = names(one);
        assertThat(names).contains("metrics.jsonl", "tokenizer.json");
        assertThat(names).containsAnyOf("model.safetensors", "adapter_model.safetensors");
        assertThat(names(other)).isEqualTo(names);
        for (String name : names) {
            assertThat(other.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void finishedRun_startedAgain_givesItsResultWithoutWork() throws Exception {
        Path out = folder.resolve("out");
        TrainingResult first = trainer(Algorithm.SFT).run(out, Progress.NONE);
        assertThat(trainer(Algorithm.SFT).run(out, stoppingAt(1))).isEqualTo(first);
    }

    @Test
    void folderOfAnotherRun_isRefused() throws Exception {
        Path out = folder.resolve("out");
        trainer(Algorithm.SFT).run(out, Progress.NONE);
        assertThatThrownBy(() -> trainer(Algorithm.DPO).run(out, Progress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("training.json")
                .hasMessageContaining("algorithm");
        assertThatThrownBy(
                        () ->
                                new SftTrainer(TrainingConfig.of(Algorithm.SFT))
                                        .run(model, sums, model, Progress.NONE))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void dpo_makesChosenLikelierThanRejected() throws Exception {
        Path out = folder.resolve("out");
        var config =
                Fixtures.config(
                        Algorithm.DPO,
                        Map.of(
                                "learning_rate",
                                3e-3,
                                "max_steps",
                                20,
                                "loss_type",
                                List.of("sigmoid", "sft"),
                                "loss_weights",
                                List.of(1.0, 1.0)));
        new DpoTrainer(config).run(model, pairs, out, Progress.NONE);
        List<String> lines = Files.readAllLines(out.resolve("metrics.jsonl"));
        JsonNode first = JsonMapper.shared().readTree(lines.getFirst());
        JsonNode last = JsonMapper.shared().readTree(lines.getLast());
        assertThat(lines).hasSize(20);
        assertThat(first.path("rewards/margins").asDouble()).isCloseTo(0, within(1e-5));
        assertThat(last.path("rewards/margins").asDouble()).isGreaterThan(0.5);
        try (LanguageModel before = LanguageModel.load(model);
                LanguageModel after = LanguageModel.load(out)) {
            var rows = List.of(new PromptCompletion("What is 2 plus 3?", "The total is 5."));
            assertThat(new Scorer().logProbs(after, rows)[0])
                    .isGreaterThan(new Scorer().logProbs(before, rows)[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SFT", "REWARD", "DPO", "KTO", "GRPO"})
    void run_promptOverTheContext_isRefusedWithItsRow(Algorithm algorithm) throws Exception {
        String prompt = "What is 1 plus 2? ".repeat(40);
        Path data =
                Files.writeString(
                        folder.resolve("long.jsonl"),
                        """
                        {"prompt":"What is 1 plus 2?","completion":"3","chosen":"3","rejected":"4","label":true}
                        {"prompt":"%s","completion":"3","chosen":"3","rejected":"4","label":true}
                        """
                                .formatted(prompt));
        TrainingConfig config = Fixtures.config(algorithm, Fixtures.drawing(algorithm, 4));
        Path out = folder.resolve("out");
        assertThatThrownBy(
                        () -> {
                            switch (algorithm) {
                                case SFT ->
                                        new SftTrainer(config).run(model, data, out, Progress.NONE);
                                case REWARD ->
                                        new RewardTrainer(config)
                                                .run(model, data, out, Progress.NONE);
                                case DPO ->
                                        new DpoTrainer(config).run(model, data, out, Progress.NONE);
                                case KTO ->
                                        new KtoTrainer(config).run(model, data, out, Progress.NONE);
                                default ->
                                        new GrpoTrainer(config)
                                                .run(model, data, out, Progress.NONE);
                            }
                        })
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        bad ->
                                assertThat(bad.getMessage() + bad.hint())
                                        .contains("2")
                                        .contains("64"));
        assertThat(out.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void rewardModel_toldApartPairs_isAccurateAndReloads() throws Exception {
        Path out = folder.resolve("out");
        var config =
                Fixtures.config(Algorithm.REWARD, Map.of("learning_rate", 3e-3, "max_steps", 25));
        new RewardTrainer(config).run(model, pairs, out, Progress.NONE);
        try (RewardModel rewards = RewardModel.load(out)) {
            var accuracy = new Scorer().rewardAccuracy(rewards, JsonLines.preferencePairs(pairs));
            assertThat(accuracy.estimate()).isGreaterThan(0.95);
            assertThat(accuracy.n()).isEqualTo(90);
            assertThat(new Scorer().rewardAccuracy(rewards, pairs, null).all()).isEqualTo(accuracy);
        }
    }

    @Test
    void perplexity_fallsWithTraining() throws Exception {
        Path out = folder.resolve("out");
        trainer(Algorithm.SFT).run(out, Progress.NONE);
        try (LanguageModel before = LanguageModel.load(model);
                LanguageModel after = LanguageModel.load(out)) {
            var first = new Scorer().perplexity(before, sums);
            var second = new Scorer().perplexity(after, sums);
            assertThat(second.estimate()).isLessThan(first.estimate());
            assertThat(second.low()).isLessThan(second.estimate());
        }
    }

    @Test
    void halfPrecision_isWrittenAndReadAgain() throws Exception {
        Path out = folder.resolve("out");
        var config =
                Fixtures.config(Algorithm.SFT, Map.of("max_steps", 2, "save_dtype", "float16"));
        new SftTrainer(config).run(model, sums, out, Progress.NONE);
        long full = Files.size(model.resolve("model.safetensors"));
        assertThat(Files.size(out.resolve("model.safetensors"))).isLessThan(full * 6 / 10);
        LanguageModel.load(out).close();
    }

    @Test
    void rollouts_teachWhatIsRewarded() throws Exception {
        Path out = folder.resolve("out");
        Map<String, Object> keys =
                Map.of(
                        "learning_rate", 3e-3,
                        "max_steps", 15,
                        "per_device_train_batch_size", 32,
                        "num_generations", 8,
                        "max_completion_length", 12,
                        "loss_type", "grpo",
                        "reward_funcs", "brevity");
        new GrpoTrainer(Fixtures.config(Algorithm.GRPO, keys)).run(model, sums, out, Progress.NONE);
        List<String> lines = Files.readAllLines(out.resolve("metrics.jsonl"));
        JsonNode first = JsonMapper.shared().readTree(lines.getFirst());
        JsonNode last = JsonMapper.shared().readTree(lines.getLast());
        assertThat(last.path("reward").asDouble()).isGreaterThan(first.path("reward").asDouble());
        assertThat(first.path("loss").asDouble()).isCloseTo(0, within(1e-6));
    }

    @Test
    void packedRows_giveTheLossOfTheSameRowsUnpacked() throws Exception {
        double[] losses = new double[2];
        for (int i = 0; i < 2; i++) {
            Path out = folder.resolve("packed" + i);
            Map<String, Object> keys =
                    Map.of(
                            "max_steps", 1,
                            "per_device_train_batch_size", 300,
                            "max_length", 60,
                            "packing", i == 1);
            new SftTrainer(Fixtures.config(Algorithm.SFT, keys))
                    .run(model, sums, out, Progress.NONE);
            losses[i] =
                    JsonMapper.shared()
                            .readTree(Files.readAllLines(out.resolve("metrics.jsonl")).getFirst())
                            .path("loss")
                            .asDouble();
        }
        assertThat(losses[1]).isCloseTo(losses[0], within(1e-5));
    }

    @Test
    void badRowsAndKeys_areRefused() throws Exception {
        Path out = folder.resolve("out");
        for (String row :
                List.of(
                        "{\"prompt\":\"a\",\"chosen\":\"b\"}",
                        "{\"prompt\":\"a\",\"rejected\":\"b\"}",
                        "{\"prompt\":\"a\",\"chosen\":\"\",\"rejected\":\"b\"}",
                        "{\"prompt_ids\":[1],\"chosen_ids\":[99999],\"rejected_ids\":[2]}",
                        "{\"prompt\":\"%s\",\"chosen\":\"a\",\"rejected\":\"b\"}"
                                .formatted("plus ".repeat(2000)))) {
            Path data = Files.writeString(folder.resolve("bad.jsonl"), row + "\n");
            assertThatThrownBy(
                            () ->
                                    new DpoTrainer(TrainingConfig.of(Algorithm.DPO))
                                            .run(model, data, out, Progress.NONE))
                    .as(row)
                    .isInstanceOf(BadInputException.class);
        }
        var config = Fixtures.config(Algorithm.GRPO, Map.of("reward_funcs", "nosuch"));
        assertThatThrownBy(() -> new GrpoTrainer(config).run(model, sums, out, Progress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nosuch");
    }

    @Test
    void lossThatIsNoNumber_movesNothingAndEndsWithAMessage() throws Exception {
        Path out = folder.resolve("out");
        var config =
                Fixtures.config(
                        Algorithm.SFT,
                        Map.of("learning_rate", 1e30, "max_steps", 6, "max_grad_norm", 0));
        assertThatThrownBy(() -> new SftTrainer(config).run(model, sums, out, Progress.NONE))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("roll-backs");
        assertThat(out.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void rowWithoutPrompt_isRefusedWithItsLine() throws Exception {
        Path data = Files.writeString(folder.resolve("d.jsonl"), "{\"prompt\":\"a\"}\n");
        assertThatThrownBy(
                        () ->
                                new SftTrainer(TrainingConfig.of(Algorithm.SFT))
                                        .run(model, data, folder.resolve("out"), Progress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("d.jsonl:1")
                .hasMessageContaining("completion");
    }
}
