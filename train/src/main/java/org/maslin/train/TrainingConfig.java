package org.maslin.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.loss.Advantages;
import org.maslin.train.loss.Divergence;
import org.maslin.train.loss.PolicyLoss;
import org.maslin.train.loss.PreferenceLoss;
import org.maslin.train.tensor.ElementType;

/**
 * Everything that decides a training run but its data and its start.
 *
 * @param epochs passes over the data, unless {@code maxSteps} is positive
 * @param saveSteps optimiser steps between two checkpoints; 0 for none but the end
 */
public record TrainingConfig(
        Algorithm algorithm,
        Seed seed,
        double epochs,
        int maxSteps,
        int saveSteps,
        StorageType storage,
        Schedule schedule,
        Optimisation optimisation,
        Batching batching,
        Supervised supervised,
        Preferences preferences,
        Rewarding rewarding,
        Rollouts rollouts,
        LoraConfig lora,
        Memory memory,
        Architecture architecture) {

    /** What is trained. */
    public enum Algorithm {
        PRETRAIN(3e-3),
        SFT(2e-5),
        REWARD(1e-4),
        DPO(1e-6),
        KTO(1e-6),
        BCO(5e-7),
        ORPO(1e-6),
        CPO(1e-6),
        GRPO(1e-6),
        RLOO(1e-6),
        PPO(3e-6),
        ONLINE_DPO(5e-7);

        final double learningRate;

        Algorithm(double learningRate) {
            this.learningRate = learningRate;
        }

        /** Whether the model learns from completions that it draws itself. */
        boolean draws() {
            return switch (this) {
                case GRPO, RLOO, PPO, ONLINE_DPO -> true;
                case PRETRAIN, SFT, REWARD, DPO, KTO, BCO, ORPO, CPO -> false;
            };
        }

        /** Whether several workers can train it together. */
        public boolean takesWorkers() {
            // BCO's shift is the mean of all rewards before, one batch after the other.
            return this != BCO;
        }

        public String lowerName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is asked of given completions.
     *
     * @param promptWeight what a prompt's token counts in the loss, when a completion's counts 1
     * @param dynamic whether a token's loss is weighted by its own probability
     * @param assistantOnly whether only what the assistant says in a conversation counts
     * @param packing whether short rows share one, without seeing each other
     */
    public record Supervised(
            double promptWeight, boolean dynamic, boolean assistantOnly, boolean packing) {}

    /**
     * What a run may spend.
     *
     * @param checkpointing whether blocks are computed again on the way back
     * @param products what the factors of matrix products are rounded to; all else stays 32 bits
     */
    public record Memory(boolean checkpointing, ElementType products) {}

    /**
     * What is asked of pairs, or of completions that were liked or not.
     *
     * @param losses the losses, summed with {@code weights}
     * @param centring weight of the centring of rewards; 0 for none
     * @param divergence what holds the policy to its reference
     * @param alpha of the alpha divergence, or of AlphaPO
     * @param tailWeight what tokens beyond the shorter completion's length count (LD-DPO)
     * @param weighted whether pairs count by how likely the policy finds them (WPO)
     * @param liked what a liked completion counts, for KTO
     * @param disliked what another counts
     * @param variant the loss of KTO's and CPO's family
     * @param supervision what the chosen completions' likelihood counts, for CPO
     * @param gamma the margin of SimPO
     */
    public record Preferences(
            List<PreferenceLoss> losses,
            List<Double> weights,
            double beta,
            double labelSmoothing,
            double centring,
            Divergence divergence,
            double alpha,
            double tailWeight,
            boolean weighted,
            double liked,
            double disliked,
            String variant,
            double supervision,
            double gamma) {

        public Preferences {
            losses = List.copyOf(losses);
            weights = List.copyOf(weights);
        }
    }

    /**
     * What of a reward model is trained.
     *
     * @param headOnly whether all but the head stays as it is
     */
    public record Rewarding(Pooling pooling, boolean headOnly) {}

    /**
     * How completions are drawn, rewarded and learned from.
     *
     * @param generations completions of each prompt
     * @param maxTokens of a completion
     * @param iterations optimiser steps on each set of completions
     * @param rewardModel the folder of a reward model, or empty
     * @param rewards names of reward functions
     * @param missingEndPenalty taken from the reward of a completion that does not end
     */
    public record Rollouts(
            int generations,
            int maxTokens,
            double temperature,
            int topK,
            double topP,
            double minP,
            int iterations,
            String rewardModel,
            List<String> rewards,
            List<Double> rewardWeights,
            double missingEndPenalty,
            PolicyLoss loss,
            Advantages.Scale scale,
            boolean maskTruncated,
            double klWeight,
            boolean cubicKl,
            boolean whitenRewards,
            double valueWeight,
            double valueRange,
            double gamma,
            double lambda) {

        public Rollouts {
            rewards = List.copyOf(rewards);
            rewardWeights = List.copyOf(rewardWeights);
        }
    }

    /**
     * The shape of a model that starts from nothing, and of its tokenizer.
     *
     * @param tokenizerRows how many rows of the data the tokenizer is trained on
     */
    public record Architecture(
            int vocabularySize,
            int hiddenSize,
            int intermediateSize,
            int layers,
            int attentionHeads,
            int keyValueHeads,
            int maxPositions,
            double ropeTheta,
            double normEpsilon,
            boolean tiedEmbeddings,
            int tokenizerRows) {}

    int accumulation() {
        return batching.accumulation();
    }

    /** The same with steps of so many batches. */
    TrainingConfig withAccumulation(int batches) {
        return new TrainingConfig(
                algorithm,
                seed,
                epochs,
                maxSteps,
                saveSteps,
                storage,
                schedule,
                optimisation,
                batching.withAccumulation(batches),
                supervised,
                preferences,
                rewarding,
                rollouts,
                lora,
                memory,
                architecture);
    }

    /** The algorithm with all its defaults. */
    public static TrainingConfig of(Algorithm algorithm) {
        return parse(algorithm, "defaults", Map.of());
    }

    /**
     * Reads Hugging Face's words.
     *
     * @param place what messages call the place the keys came from
     * @throws BadInputException if a key or a value is not known
     */
    public static TrainingConfig parse(Algorithm algorithm, String place, Map<String, ?> keys) {
        var settings = new Settings(place, keys);
        var config =
                new TrainingConfig(
                        algorithm,
                        new Seed(settings.seed("seed", 42)),
                        settings.number("num_train_epochs", defaultEpochs(algorithm)),
                        settings.integer("max_steps", -1),
                        settings.integer("save_steps", 500),
                        storage(settings),
                        schedule(settings, algorithm),
                        optimisation(settings, algorithm),
                        batching(settings, algorithm),
                        supervised(settings, algorithm),
                        AlgorithmKeys.preferences(settings, algorithm),
                        AlgorithmKeys.rewarding(settings, algorithm),
                        AlgorithmKeys.rollouts(settings, algorithm),
                        AlgorithmKeys.lora(settings, algorithm),
                        memory(settings, algorithm),
                        architecture(settings, algorithm));
        settings.requireNoOthers();
        return config;
    }

    private static double defaultEpochs(Algorithm algorithm) {
        return switch (algorithm) {
            case PRETRAIN, REWARD -> 1;
            case SFT, DPO, KTO, BCO, ORPO, CPO, GRPO, RLOO, PPO, ONLINE_DPO -> 3;
        };
    }

    private static StorageType storage(Settings settings) {
        String name =
                settings.choice("save_dtype", "float32", List.of("float32", "float16", "bfloat16"));
        return switch (name) {
            case "float16" -> StorageType.F16;
            case "bfloat16" -> StorageType.BF16;
            default -> StorageType.F32;
        };
    }

    /** Sampling computes with 32 bits, so learning from what was drawn must as well. */
    private static Memory memory(Settings settings, Algorithm algorithm) {
        boolean halved = settings.flag("bf16", false);
        if (halved && algorithm.draws()) {
            throw new BadInputException(
                    settings.placeOf("bf16"),
                    "true",
                    "false, for " + algorithm.lowerName(),
                    "Completions are drawn with 32 bits: learning from them with 16 would see other"
                            + " probabilities than they were drawn with.");
        }
        return new Memory(
                settings.flag("gradient_checkpointing", false),
                halved ? ElementType.BFLOAT16 : ElementType.FLOAT32);
    }

    private static Schedule schedule(Settings settings, Algorithm algorithm) {
        boolean pretrain = algorithm == Algorithm.PRETRAIN;
        String shape =
                settings.choice(
                        "lr_scheduler_type",
                        pretrain ? "piecewise" : "linear",
                        Schedule.Shape.names());
        double ratio = settings.number("warmup_ratio", 0);
        return new Schedule(
                Schedule.Shape.valueOf(shape.toUpperCase(Locale.ROOT)),
                settings.number("learning_rate", algorithm.learningRate),
                settings.number("warmup_steps", pretrain ? 100 : ratio),
                settings.number("lr_constant_until", 0.6),
                settings.number("lr_final_share", 0.05));
    }

    private static Optimisation optimisation(Settings settings, Algorithm algorithm) {
        boolean pretrain = algorithm == Algorithm.PRETRAIN;
        return new Optimisation(
                settings.number("adam_beta1", 0.9),
                settings.number("adam_beta2", pretrain ? 0.95 : 0.999),
                settings.number("adam_epsilon", 1e-8),
                settings.number("weight_decay", pretrain ? 0.1 : 0),
                settings.number("max_grad_norm", 1));
    }

    private static Batching batching(Settings settings, Algorithm algorithm) {
        boolean pretrain = algorithm == Algorithm.PRETRAIN;
        return new Batching(
                settings.integer("per_device_train_batch_size", 8),
                settings.integer("tokens_per_batch", pretrain ? 2048 : 0),
                settings.integer("gradient_accumulation_steps", 1),
                settings.flag("shuffle", !pretrain)
                        ? Batching.Order.SHUFFLED
                        : Batching.Order.OF_FILE,
                settings.flag("group_by_length", grouped(algorithm))
                        ? Batching.Bucketing.BY_LENGTH
                        : Batching.Bucketing.NONE,
                settings.integer("max_length", 1024));
    }

    /** KTO pairs neighbours and sampling wants equal prompts apart: their order is kept. */
    private static boolean grouped(Algorithm algorithm) {
        return switch (algorithm) {
            case PRETRAIN, SFT, REWARD, DPO, ORPO, CPO -> true;
            case KTO, BCO, GRPO, RLOO, PPO, ONLINE_DPO -> false;
        };
    }

    private static Supervised supervised(Settings settings, Algorithm algorithm) {
        return switch (algorithm) {
            case PRETRAIN ->
                    new Supervised(settings.number("prompt_loss_weight", 0.1), false, false, false);
            case SFT ->
                    new Supervised(
                            settings.flag("completion_only_loss", true) ? 0 : 1,
                            settings.choice(
                                            "loss_type",
                                            "nll",
                                            List.of("nll", "chunked_nll", "dft"))
                                    .equals("dft"),
                            settings.flag("assistant_only_loss", false),
                            settings.flag("packing", false));
            default -> new Supervised(0, false, false, false);
        };
    }

    private static Architecture architecture(Settings settings, Algorithm algorithm) {
        if (algorithm != Algorithm.PRETRAIN) {
            return new Architecture(0, 0, 0, 0, 0, 0, 0, 0, 0, false, 0);
        }
        return new Architecture(
                settings.integer("vocab_size", 1024),
                settings.integer("hidden_size", 128),
                settings.integer("intermediate_size", 256),
                settings.integer("num_hidden_layers", 4),
                settings.integer("num_attention_heads", 4),
                settings.integer("num_key_value_heads", 2),
                settings.integer("max_position_embeddings", 256),
                settings.number("rope_theta", 10_000),
                settings.number("rms_norm_eps", 1e-5),
                settings.flag("tie_word_embeddings", true),
                settings.integer("tokenizer_rows", 20_000));
    }
}
