package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.WeightShapes;

/**
 * What a run will need at its peak, estimated before it starts.
 *
 * @param weights bytes of the model
 * @param training bytes of gradients and the optimiser's two averages
 * @param reference bytes of a second copy, where one is kept
 * @param activations bytes of what the way back needs of the largest batch
 * @param logits bytes of scores of the vocabulary, or of their gradients in the same place
 */
record MemoryPlan(long weights, long training, long reference, long activations, long logits) {

    private static final int FLOAT = 4;
    private static final double KEPT_PER_WIDTH = 16;
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path LIMIT = Path.of("/sys/fs/cgroup/memory.max");

    /**
     * @param trained how many numbers are trained
     * @param longest tokens of the longest row
     */
    static MemoryPlan of(ModelConfig shape, TrainingConfig config, long trained, int longest) {
        long parameters = WeightShapes.of(shape, WeightShapes.Head.LANGUAGE).count();
        Batching batching = config.batching();
        int rowsPer =
                switch (config.algorithm()) {
                    case REWARD, DPO, ORPO, CPO, ONLINE_DPO -> 2;
                    default -> 1;
                };
        long tokens =
                batching.tokens() > 0
                        ? batching.tokens()
                        : (long) batching.rows() * rowsPer * longest;
        double perToken = KEPT_PER_WIDTH * shape.hiddenSize() + 5.0 * shape.intermediateSize();
        double blocks = config.memory().checkpointing() ? 1 : shape.layers();
        double inputs =
                config.memory().checkpointing() ? shape.layers() * (double) shape.hiddenSize() : 0;
        boolean copied =
                !config.lora().wanted()
                        && switch (config.algorithm()) {
                            case GRPO, RLOO -> config.rollouts().loss().beta() != 0;
                            case PPO, ONLINE_DPO -> true;
                            default -> false;
                        };
        return new MemoryPlan(
                parameters * FLOAT,
                trained * FLOAT * 3,
                copied ? parameters * FLOAT : 0,
                (long) (tokens * FLOAT * (perToken * blocks + inputs)),
                (kept(config.algorithm(), tokens) + Vocabulary.tokens(shape.vocabularySize()))
                        * FLOAT
                        * shape.vocabularySize());
    }

    /** Of how many tokens the scores are there at once. */
    private static long kept(TrainingConfig.Algorithm algorithm, long tokens) {
        return switch (algorithm) {
            case PRETRAIN, SFT, REWARD -> 0;
            case DPO, KTO, BCO, ORPO, CPO, GRPO, RLOO, PPO, ONLINE_DPO -> tokens;
        };
    }

    /** Of a network that does not move, and the states of so many pairs. */
    static MemoryPlan still(ModelConfig shape, int pairs) {
        long parameters = WeightShapes.of(shape, WeightShapes.Head.NONE).count();
        double perToken = KEPT_PER_WIDTH * shape.hiddenSize() + 5.0 * shape.intermediateSize();
        return new MemoryPlan(
                parameters * FLOAT,
                2L * pairs * shape.hiddenSize() * FLOAT,
                0,
                (long) (LengthBatches.TOKENS * FLOAT * perToken),
                0);
    }

    long total() {
        return weights + training + reference + activations + logits;
    }

    /**
     * Tells the plan, and refuses a run that cannot fit.
     *
     * @throws BadInputException if the machine has less
     */
    void requireRoom(Progress progress) {
        progress.at(0, 0, "planned " + total() / (1 << 20) + " MiB");
        long available = available();
        if (total() > available) {
            throw new BadInputException(
                    "memory",
                    "%d MiB available".formatted(available >> 20),
                    String.format(
                            Locale.ROOT,
                            "%d MiB: %d for weights, %d for gradients and optimiser, %d for a"
                                    + " reference, %d for activations, %d for logits",
                            total() >> 20,
                            weights >> 20,
                            training >> 20,
                            reference >> 20,
                            activations >> 20,
                            logits >> 20),
                    "Set gradient_checkpointing, lower per_device_train_batch_size or max_length,"
                            + " or train an adapter with lora_r.");
        }
    }

    private static long available() {
        long available = Long.MAX_VALUE;
        try {
            if (Files.isReadable(MEMORY)) {
                for (String line : Files.readAllLines(MEMORY)) {
                    if (line.startsWith("MemAvailable:")) {
                        available = Long.parseLong(line.replaceAll("\\D", "")) << 10;
                    }
                }
            }
            if (Files.isReadable(LIMIT)) {
                String limit = Files.readString(LIMIT).strip();
                available =
                        limit.equals("max")
                                ? available
                                : Math.min(available, Long.parseLong(limit));
            }
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
        return available;
    }
}
