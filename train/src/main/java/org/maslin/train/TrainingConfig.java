package org.maslin.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.loss.PreferenceLoss;

/**
 * Everything that decides a training run but its data and its start.
 *
 * @param epochs passes over the data, unless {@code maxSteps} is positive
 * @param saveSteps optimiser steps between two checkpoints; 0 for none but the end
 * @param promptWeight what a prompt's token counts in the loss, when a completion's counts 1
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
        double promptWeight,
        Preferences preferences,
        Architecture architecture) {

    /** What is trained. */
    public enum Algorithm {
        PRETRAIN(3e-3),
        SFT(2e-5),
        REWARD(1e-4),
        DPO(1e-6);

        final double learningRate;

        Algorithm(double learningRate) {
            this.learningRate = learningRate;
        }

        public String lowerName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is asked of pairs.
     *
     * @param losses the losses, summed with {@code weights}
     * @param centring weight of the centring of rewards; 0 for none
     */
    public record Preferences(
            List<PreferenceLoss> losses,
            List<Double> weights,
            double beta,
            double labelSmoothing,
            double centring) {

        public Preferences {
            losses = List.copyOf(losses);
            weights = List.copyOf(weights);
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
                        promptWeight(settings, algorithm),
                        preferences(settings, algorithm),
                        architecture(settings, algorithm));
        settings.requireNoOthers();
        return config;
    }

    private static double defaultEpochs(Algorithm algorithm) {
        return switch (algorithm) {
            case PRETRAIN, REWARD -> 1;
            case SFT, DPO -> 3;
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
                settings.flag("group_by_length", true)
                        ? Batching.Bucketing.BY_LENGTH
                        : Batching.Bucketing.NONE,
                settings.integer("max_length", 1024));
    }

    private static double promptWeight(Settings settings, Algorithm algorithm) {
        return switch (algorithm) {
            case PRETRAIN -> settings.number("prompt_loss_weight", 0.1);
            case SFT -> settings.flag("completion_only_loss", true) ? 0 : 1;
            case REWARD, DPO -> 0;
        };
    }

    private static Preferences preferences(Settings settings, Algorithm algorithm) {
        if (algorithm == Algorithm.REWARD) {
            double centring = settings.number("center_rewards_coefficient", 0);
            return new Preferences(List.of(), List.of(), 0, 0, centring);
        }
        if (algorithm != Algorithm.DPO) {
            return new Preferences(List.of(), List.of(), 0, 0, 0);
        }
        List<PreferenceLoss> losses =
                settings.texts("loss_type", List.of("sigmoid")).stream()
                        .map(name -> PreferenceLoss.named(settings.placeOf("loss_type"), name))
                        .toList();
        List<Double> weights =
                settings.numbers("loss_weights", losses.stream().map(loss -> 1.0).toList());
        if (weights.size() != losses.size()) {
            throw new BadInputException(
                    settings.placeOf("loss_weights"),
                    weights.size() + " weights",
                    losses.size() + ", one for each loss_type",
                    "Give each loss its weight, or leave loss_weights out.");
        }
        return new Preferences(
                losses,
                weights,
                settings.number("beta", 0.1),
                settings.number("label_smoothing", 0),
                0);
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
