package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maslin.core.Progress;
import org.maslin.train.TrainingConfig.Algorithm;

/** Tiny data and tiny models. */
final class Fixtures {

    private Fixtures() {}

    static Path sums(Path folder, int rows) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            int a = i % 7;
            int b = i / 7 % 5;
            text.append(
                    "{\"prompt\":\"What is %d plus %d?\",\"completion\":\"%s %d.\"}%n"
                            .formatted(a, b, i % 3 == 0 ? "It is" : "The total is", a + b));
        }
        return Files.writeString(folder.resolve("sums.jsonl"), text);
    }

    static Path pairs(Path folder, int rows) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            int a = i % 7;
            int b = i / 7 % 5;
            text.append(
                    ("{\"prompt\":\"What is %d plus %d?\",\"chosen\":\"The total is %d.\","
                                    + "\"rejected\":\"It is %d.\"}%n")
                            .formatted(a, b, a + b, a + b));
        }
        return Files.writeString(folder.resolve("pairs.jsonl"), text);
    }

    static Path judged(Path folder, int rows) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append(
                    ("{\"prompt\":\"What is %d plus %d?\",\"completion\":\"%s %d.\","
                                    + "\"label\":%s}%n")
                            .formatted(
                                    i % 7,
                                    i / 7 % 5,
                                    i % 2 == 0 ? "The total is" : "It is",
                                    i % 7 + i / 7 % 5,
                                    i % 2 == 0));
        }
        return Files.writeString(folder.resolve("judged.jsonl"), text);
    }

    /** What an algorithm that draws completions needs to know; nothing for the others. */
    static Map<String, Object> drawing(Algorithm algorithm, int generations) {
        return switch (algorithm) {
            case GRPO, RLOO ->
                    Map.of(
                            "num_generations",
                            generations,
                            "max_completion_length",
                            8,
                            "reward_funcs",
                            List.of("finished", "brevity"),
                            "num_iterations",
                            algorithm == Algorithm.GRPO ? 2 : 1,
                            "beta",
                            0.02);
            case PPO ->
                    Map.of("response_length", 8, "reward_funcs", "brevity", "num_ppo_epochs", 2);
            case ONLINE_DPO -> Map.of("max_completion_length", 8, "reward_funcs", "brevity");
            case PRETRAIN, SFT, REWARD, DPO, KTO, BCO, ORPO, CPO -> Map.of();
        };
    }

    static TrainingConfig config(Algorithm algorithm, Map<String, ?> keys) {
        Map<String, Object> all = new HashMap<>(keys);
        if (algorithm == Algorithm.PRETRAIN) {
            all.putIfAbsent("hidden_size", 32);
            all.putIfAbsent("intermediate_size", 48);
            all.putIfAbsent("num_hidden_layers", 2);
            all.putIfAbsent("vocab_size", 320);
            all.putIfAbsent("max_position_embeddings", 64);
            all.putIfAbsent("warmup_steps", 5);
            all.putIfAbsent("tokens_per_batch", 512);
        }
        return TrainingConfig.parse(algorithm, "test", all);
    }

    /** A model that has seen a few sums. */
    static Path model(Path folder) throws IOException {
        Path out = folder.resolve("model");
        new PretrainTrainer(config(Algorithm.PRETRAIN, Map.of("max_steps", 60)))
                .run(sums(folder, 300), out, Progress.NONE);
        return out;
    }
}
