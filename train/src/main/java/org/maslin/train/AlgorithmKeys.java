package org.maslin.train;

import java.util.List;
import java.util.Locale;
import org.maslin.core.BadInputException;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.TrainingConfig.Preferences;
import org.maslin.train.TrainingConfig.Rewarding;
import org.maslin.train.TrainingConfig.Rollouts;
import org.maslin.train.loss.Advantages;
import org.maslin.train.loss.Divergence;
import org.maslin.train.loss.PolicyLoss;
import org.maslin.train.loss.PreferenceLoss;

/** The keys of single algorithms; a key is known only where it means something. */
final class AlgorithmKeys {

    private static final List<String> KTO_LOSSES = List.of("kto", "apo_zero_unpaired");
    private static final List<String> CPO_LOSSES = List.of("sigmoid", "hinge", "ipo", "simpo");

    private AlgorithmKeys() {}

    static Preferences preferences(Settings settings, Algorithm algorithm) {
        return switch (algorithm) {
            case DPO -> dpo(settings);
            case ONLINE_DPO -> onlineDpo(settings);
            case REWARD ->
                    plain(0, 0, settings.number("center_rewards_coefficient", 0), "", 0, 0, 0);
            case KTO -> judged(settings, settings.choice("loss_type", "kto", KTO_LOSSES));
            case BCO -> judged(settings, "bco");
            case ORPO -> plain(settings.number("beta", 0.1), 0, 0, "", 0, 0, 0);
            case CPO -> cpo(settings);
            case PRETRAIN, SFT, GRPO, RLOO, PPO -> plain(0, 0, 0, "", 0, 0, 0);
        };
    }

    static Rewarding rewarding(Settings settings, Algorithm algorithm) {
        if (algorithm != Algorithm.REWARD) {
            return new Rewarding(Pooling.LAST, false);
        }
        String pooling = settings.choice("pooling", "last", List.of("last", "mean"));
        return new Rewarding(
                Pooling.valueOf(pooling.toUpperCase(Locale.ROOT)),
                settings.flag("head_only", false));
    }

    private static Preferences plain(
            double beta,
            double smoothing,
            double centring,
            String variant,
            double supervision,
            double gamma,
            double alpha) {
        return new Preferences(
                List.of(),
                List.of(),
                beta,
                smoothing,
                centring,
                Divergence.REVERSE_KL,
                alpha,
                1,
                false,
                1,
                1,
                variant,
                supervision,
                gamma);
    }

    private static Preferences judged(Settings settings, String variant) {
        return new Preferences(
                List.of(),
                List.of(),
                settings.number("beta", 0.1),
                0,
                0,
                Divergence.REVERSE_KL,
                0,
                1,
                false,
                settings.number("desirable_weight", 1),
                settings.number("undesirable_weight", 1),
                variant,
                0,
                0);
    }

    private static Preferences cpo(Settings settings) {
        String variant = settings.choice("loss_type", "sigmoid", CPO_LOSSES);
        return plain(
                settings.number("beta", 0.1),
                settings.number("label_smoothing", 0),
                0,
                variant,
                settings.number("cpo_alpha", 1),
                settings.number("simpo_gamma", 0.5),
                settings.number("alpha", 0));
    }

    private static Preferences onlineDpo(Settings settings) {
        String name = settings.choice("loss_type", "sigmoid", List.of("sigmoid", "ipo"));
        return plain(settings.number("beta", 0.1), 0, 0, name, 0, 0, 0);
    }

    private static Preferences dpo(Settings settings) {
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
        Divergence divergence =
                Divergence.named(
                        settings.placeOf("f_divergence_type"),
                        settings.texts("f_divergence_type", List.of("reverse_kl")).getFirst());
        double smoothing = settings.number("label_smoothing", 0);
        for (PreferenceLoss loss : losses) {
            requireFitting(settings, loss, divergence, smoothing);
        }
        return new Preferences(
                losses,
                weights,
                settings.number("beta", 0.1),
                smoothing,
                0,
                divergence,
                settings.number("f_alpha_divergence_coef", 0.5),
                settings.number("ld_alpha", 1),
                settings.flag("use_weighting", false),
                1,
                1,
                "",
                0,
                0);
    }

    private static void requireFitting(
            Settings settings, PreferenceLoss loss, Divergence divergence, double smoothing) {
        if (divergence != Divergence.REVERSE_KL && !loss.takesDivergence()) {
            throw new BadInputException(
                    settings.placeOf("f_divergence_type"),
                    "another divergence with loss_type " + loss.lowerName(),
                    "reverse_kl",
                    "Only losses of the difference of two rewards may be held otherwise.");
        }
        if (loss == PreferenceLoss.EXO_PAIR && smoothing <= 0) {
            throw new BadInputException(
                    settings.placeOf("label_smoothing"),
                    String.valueOf(smoothing),
                    "above 0 for exo_pair",
                    "The paper takes 0.001.");
        }
    }

    static Rollouts rollouts(Settings settings, Algorithm algorithm) {
        return switch (algorithm) {
            case GRPO, RLOO, PPO, ONLINE_DPO -> drawn(settings, algorithm);
            case PRETRAIN, SFT, REWARD, DPO, KTO, BCO, ORPO, CPO -> none();
        };
    }

    private static PolicyLoss loss(Settings settings, Algorithm algorithm, int maxTokens) {
        boolean grpo = algorithm == Algorithm.GRPO;
        String kind =
                grpo
                        ? settings.choice(
                                "loss_type",
                                "dapo",
                                List.of(
                                        "grpo", "bnpo", "dr_grpo", "dapo", "cispo", "sapo",
                                        "luspo"))
                        : "grpo";
        double low = settings.number("epsilon", 0.2);
        String level =
                grpo
                        ? settings.choice(
                                "importance_sampling_level",
                                kind.equals("luspo") ? "sequence" : "token",
                                List.of("token", "sequence"))
                        : "token";
        return new PolicyLoss(
                PolicyLoss.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                level.equals("sequence"),
                low,
                settings.number("epsilon_high", low),
                grpo ? settings.number("delta", Double.POSITIVE_INFINITY) : 0,
                settings.number("beta", grpo ? 0 : 0.05),
                grpo && settings.flag("use_bias_correction_kl", true),
                maxTokens);
    }

    private static Rollouts drawn(Settings settings, Algorithm algorithm) {
        boolean ppo = algorithm == Algorithm.PPO;
        boolean grpo = algorithm == Algorithm.GRPO;
        boolean grouped = grpo || algorithm == Algorithm.RLOO;
        int maxTokens =
                ppo
                        ? settings.integer("response_length", 53)
                        : settings.integer("max_completion_length", 256);
        PolicyLoss loss =
                grouped
                        ? loss(settings, algorithm, maxTokens)
                        : new PolicyLoss(
                                PolicyLoss.Kind.GRPO,
                                false,
                                ppo ? settings.number("cliprange", 0.2) : 0,
                                0,
                                0,
                                0,
                                false,
                                maxTokens);
        String scale =
                grpo
                        ? settings.choice(
                                "scale_rewards", "group", List.of("group", "batch", "none"))
                        : "none";
        List<String> rewards = settings.texts("reward_funcs", List.of());
        return new Rollouts(
                ppo ? 1 : grouped ? settings.integer("num_generations", grpo ? 8 : 2) : 2,
                maxTokens,
                settings.number("temperature", ppo ? 0.7 : 1),
                settings.integer("top_k", 0),
                settings.number("top_p", 1),
                settings.number("min_p", 0),
                ppo
                        ? settings.integer("num_ppo_epochs", 4)
                        : grouped ? settings.integer("num_iterations", 1) : 1,
                settings.texts("reward_model", List.of("")).getFirst(),
                rewards,
                settings.numbers("reward_weights", List.of()),
                grouped ? 0 : settings.number("missing_eos_penalty", 0),
                loss,
                Advantages.Scale.valueOf(scale.toUpperCase(Locale.ROOT)),
                grouped && settings.flag("mask_truncated_completions", false),
                ppo ? settings.number("kl_coef", 0.05) : 0,
                ppo && settings.choice("kl_estimator", "k1", List.of("k1", "k3")).equals("k3"),
                ppo && settings.flag("whiten_rewards", false),
                ppo ? settings.number("vf_coef", 0.1) : 0,
                ppo ? settings.number("cliprange_value", 0.2) : 0,
                ppo ? settings.number("gamma", 1) : 1,
                ppo ? settings.number("lam", 0.95) : 1);
    }

    private static Rollouts none() {
        var loss = new PolicyLoss(PolicyLoss.Kind.GRPO, false, 0, 0, 0, 0, false, 0);
        return new Rollouts(
                0,
                0,
                0,
                0,
                1,
                0,
                0,
                "",
                List.of(),
                List.of(),
                0,
                loss,
                Advantages.Scale.NONE,
                false,
                0,
                false,
                false,
                0,
                0,
                1,
                1);
    }

    static LoraConfig lora(Settings settings, Algorithm algorithm) {
        if (algorithm == Algorithm.PRETRAIN
                || algorithm == Algorithm.REWARD
                || algorithm == Algorithm.PPO) {
            return LoraConfig.NONE;
        }
        int rank = settings.integer("lora_r", 0);
        return new LoraConfig(
                rank,
                settings.number("lora_alpha", rank == 0 ? 0 : 2 * rank),
                settings.flag("use_rslora", false),
                rank == 0
                        ? settings.texts("lora_target_modules", List.of())
                        : settings.texts("lora_target_modules", List.of(LoraConfig.ALL)));
    }
}
