package org.maslin.server.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maslin.train.TrainingConfig;
import org.maslin.train.TrainingConfig.Algorithm;

/**
 * The settings of the two trainings, in Hugging Face's words. Direct preference optimisation keeps
 * the chosen answers' likelihood in the loss beside the preference: without it, a small model
 * drifts far from its reference and still wins.
 */
final class TrainingSettings {

    private static final String BATCH = "per_device_train_batch_size";

    private static final Map<String, Object> SHARED =
            Map.of(
                    "learning_rate", 1e-3,
                    "num_train_epochs", 2,
                    "per_device_train_batch_size", 32,
                    "lr_scheduler_type", "linear",
                    "warmup_steps", 0.1,
                    "weight_decay", 0,
                    "max_grad_norm", 1,
                    "save_steps", 20);

    private static final Map<String, Object> POLICY =
            Map.of(
                    "learning_rate",
                    5e-4,
                    "beta",
                    0.1,
                    "loss_type",
                    List.of("sigmoid", "sft"),
                    "loss_weights",
                    List.of(1.0, 4.0));

    private static final Map<String, Object> REWARDED =
            Map.of(
                    "learning_rate",
                    3e-4,
                    "num_train_epochs",
                    1,
                    "num_generations",
                    FineTune.COMPLETIONS,
                    "per_device_train_batch_size",
                    4 * FineTune.COMPLETIONS,
                    "max_completion_length",
                    64);

    private static final Map<String, Object> GROUPED =
            Map.of(
                    "learning_rate",
                    3e-4,
                    "num_train_epochs",
                    1,
                    "num_generations",
                    8,
                    "per_device_train_batch_size",
                    64,
                    "max_completion_length",
                    64,
                    "beta",
                    0.04);

    private static final Map<String, Object> VALUED =
            Map.of(
                    "learning_rate",
                    1e-4,
                    "num_train_epochs",
                    1,
                    "num_ppo_epochs",
                    2,
                    "per_device_train_batch_size",
                    32,
                    "response_length",
                    64,
                    "missing_eos_penalty",
                    1);

    private TrainingSettings() {}

    static Map<String, Object> reward(long seed) {
        return with(Map.of(), seed);
    }

    static Map<String, Object> policy(long seed) {
        return with(POLICY, seed);
    }

    /** Of a policy that a reward model teaches. */
    static Map<String, Object> rewarded(PolicyMethod method, long seed) {
        return with(method == PolicyMethod.PPO ? VALUED : GROUPED, seed);
    }

    /** The usual ones of its algorithm, with its own in their place. */
    static Map<String, Object> fineTune(FineTune work) {
        var settings = new TreeMap<>(SHARED);
        settings.put("num_train_epochs", 3);
        settings.put("per_device_train_batch_size", 8);
        if (work.algorithm() == Algorithm.DPO) {
            settings.putAll(POLICY);
        }
        if (work.algorithm() == Algorithm.GRPO) {
            settings.putAll(REWARDED);
        }
        settings.putAll(work.settings());
        return settings;
    }

    /** The same for each of several workers, which take a step's rows between them. */
    static Map<String, Object> shared(Map<String, Object> settings, int workers) {
        var own = new TreeMap<>(settings);
        // Completions of one prompt stay together.
        int unit = settings.get("num_generations") instanceof Number n ? n.intValue() : 1;
        if (settings.get(BATCH) instanceof Number rows) {
            int groups = Math.max(1, rows.intValue() / unit);
            own.put(BATCH, unit * Math.ceilDiv(groups, workers));
        }
        return own;
    }

    static TrainingConfig config(Algorithm algorithm, Map<String, Object> settings) {
        return TrainingConfig.parse(algorithm, "settings", settings);
    }

    private static Map<String, Object> with(Map<String, Object> own, long seed) {
        var settings = new TreeMap<>(SHARED);
        settings.putAll(own);
        settings.put("seed", seed);
        return settings;
    }
}
