package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.loss.Advantages;
import org.maslin.train.loss.PairLogProbs;
import org.maslin.train.loss.RewardLosses;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;
import tools.jackson.databind.JsonNode;

/**
 * What the cases of {@link TrajectoryGoldenTest} compute at each step, by the trainers' own losses.
 */
final class GoldenObjectives {

    private GoldenObjectives() {}

    /** A model under training by one case. */
    record Subject(Pass pass, Trainable trainable, Decoder reference, int padId) {}

    /** What a case computes at each step; figures of the step go into the map. */
    interface Objective {
        Tensor loss(Subject subject, Map<String, Double> figures) throws IOException;

        /** Adds the gradients; returns the loss. */
        default double learn(Subject subject, Map<String, Double> figures) throws IOException {
            Tensor loss = loss(subject, figures);
            subject.pass().backward(loss);
            return loss.item();
        }
    }

    static Objective objective(JsonNode one, GoldenBatch batch, Path golden) throws IOException {
        return switch (one.path("family").asString()) {
            case "sft" -> sft(one, batch);
            case "reward" -> reward(one, batch);
            case "dpo" -> dpo(one, batch);
            case "kto" -> kto(one, batch);
            case "orpo" -> orpo(one, batch);
            case "cpo" -> cpo(one, batch);
            case "grpo", "rloo" -> grpo(one, batch);
            default -> throw new AssertionError("an unknown family: " + one.path("family"));
        };
    }

    private static TrainingConfig config(Algorithm algorithm, JsonNode hyper, String... keys) {
        Map<String, Object> values = new java.util.HashMap<>();
        for (String key : keys) {
            JsonNode value = hyper.path(key);
            if (value.isArray()) {
                List<Object> list = new ArrayList<>();
                value.forEach(
                        item -> list.add(item.isNumber() ? item.asDouble() : item.asString()));
                values.put(key, list);
            } else if (value.isBoolean()) {
                values.put(key, value.asBoolean());
            } else if (value.isNumber()) {
                values.put(key, value.asDouble());
            } else if (value.isString()) {
                values.put(key, value.asString());
            }
        }
        return TrainingConfig.parse(algorithm, "golden", values);
    }

    private static Objective sft(JsonNode one, GoldenBatch batch) {
        TrainingConfig.Supervised wanted =
                config(Algorithm.SFT, one.path("hyper"), "loss_type").supervised();
        boolean packed = batch.arrays().has(batch.name() + ".position_ids");
        List<Encoded> rows =
                packed ? documents(batch) : batch.labelled("input_ids", "attention_mask", "labels");
        double counted = rows.stream().mapToDouble(row -> TokenBatch.weightOf(row, 0)).sum();
        double weight = one.path("hyper").path("num_items_in_batch").asDouble(counted);
        return new Objective() {
            @Override
            public Tensor loss(Subject subject, Map<String, Double> figures) {
                throw new AssertionError("The loss is learned from piece by piece.");
            }

            @Override
            public double learn(Subject subject, Map<String, Double> figures) {
                TokenBatch tokens =
                        packed ? TokenBatch.packed(rows, 0) : TokenBatch.of(rows, subject.padId, 0);
                var of = new TokenFigures();
                double loss =
                        VocabularyChunks.backward(subject.pass, tokens, wanted, weight, of, 5);
                of.putAll(figures);
                return loss;
            }
        };
    }

    private static List<Encoded> documents(GoldenBatch batch) {
        long[] ids = batch.longs("input_ids");
        long[] positions = batch.longs("position_ids");
        long[] labels = batch.longs("labels");
        List<Encoded> documents = new ArrayList<>();
        int start = 0;
        for (int t = 1; t <= ids.length; t++) {
            if (t == ids.length || positions[t] == 0) {
                var counts = new boolean[t - start];
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = labels[start + i] >= 0;
                }
                documents.add(new Encoded(Arrays.copyOfRange(ids, start, t), 0, counts));
                start = t;
            }
        }
        return documents;
    }

    private static Objective reward(JsonNode one, GoldenBatch batch) {
        List<Encoded> rows = batch.rows("input_ids", "attention_mask", null);
        int n = rows.size() / 2;
        var margin = new double[n];
        for (int i = 0; i < n; i++) {
            margin[i] = one.path("hyper").path("margin").path(i).asDouble(0);
        }
        double centring = one.path("hyper").path("center_rewards_coefficient").asDouble(0);
        int[] all = java.util.stream.IntStream.range(0, n).toArray();
        return (subject, figures) -> {
            Tensor rewards =
                    Pooling.LAST.rewards(
                            subject.pass,
                            Pooling.LAST.head(subject.trainable.parameters()),
                            rows,
                            subject.padId);
            Tensor chosen = rewards.slice(0, 0, n);
            Tensor rejected = rewards.slice(0, n, n);
            var of = new RewardFigures(n);
            of.add(chosen.doubles(), rejected.doubles());
            figures.putAll(of.means());
            Tensor certain = chosen.detached().times(0).plus(1);
            return RewardLosses.soft(chosen, rejected, EncodedPairs.values(margin, all), certain)
                    .mean()
                    .plus(RewardLosses.centring(chosen, rejected).times(centring));
        };
    }

    private static Objective dpo(JsonNode one, GoldenBatch batch) {
        List<Encoded> rows = batch.rows("input_ids", "attention_mask", "completion_mask");
        int n = rows.size() / 2;
        TrainingConfig.Preferences wanted =
                config(
                                Algorithm.DPO,
                                one.path("hyper"),
                                "loss_type",
                                "loss_weights",
                                "beta",
                                "label_smoothing",
                                "ld_alpha",
                                "use_weighting",
                                "f_divergence_type",
                                "f_alpha_divergence_coef")
                        .preferences();
        return (subject, figures) -> {
            TokenBatch tokens = TokenBatch.of(rows, subject.padId, 0);
            TokenScores scores = tokens.scores(subject.pass, 1);
            Tensor fixed =
                    DpoTrainer.sums(
                            tokens,
                            tokens.logProbs(subject.reference, 1),
                            rows,
                            wanted.tailWeight());
            PairLogProbs logProbs =
                    DpoTrainer.logProbs(
                            tokens,
                            scores.logProbs(),
                            rows,
                            wanted,
                            fixed.slice(0, 0, n),
                            fixed.slice(0, n, n));
            var of = new PairFigures(n);
            of.add(logProbs, wanted.beta());
            of.add(scores, tokens, n);
            figures.putAll(of.means());
            return DpoTrainer.loss(logProbs, wanted, DpoTrainer.weights(tokens, scores, wanted));
        };
    }

    private static Objective kto(JsonNode one, GoldenBatch batch) {
        List<Encoded> rows = batch.rows("input_ids", "attention_mask", "completion_mask");
        List<Encoded> others =
                batch.rows("KL_input_ids", "KL_attention_mask", "KL_completion_mask");
        List<Encoded> ours = KtoTrainer.mismatched(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(ours.get(i).ids()).isEqualTo(others.get(i).ids());
        }
        long[] labels = batch.longs("label");
        var signs = new double[labels.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = labels[i] == 1 ? 1 : -1;
        }
        TrainingConfig.Preferences wanted =
                config(
                                Algorithm.KTO,
                                one.path("hyper"),
                                "loss_type",
                                "beta",
                                "desirable_weight",
                                "undesirable_weight")
                        .preferences();
        int[] all = java.util.stream.IntStream.range(0, signs.length).toArray();
        return (subject, figures) -> {
            double z = 0;
            if (wanted.variant().equals("kto")) {
                double[] policy =
                        SequenceLogProbs.of(subject.pass.network(), others, subject.padId);
                double[] fixed = SequenceLogProbs.of(subject.reference, others, subject.padId);
                for (int i = 0; i < policy.length; i++) {
                    z += (policy[i] - fixed[i]) / policy.length;
                }
                z = Math.max(0, z);
            }
            double[] fixed = SequenceLogProbs.of(subject.reference, rows, subject.padId);
            TokenBatch tokens = TokenBatch.of(rows, subject.padId, 0);
            TokenScores scores = tokens.scores(subject.pass, 1);
            Tensor sums = tokens.sumByRow(scores.logProbs());
            Tensor ratios = sums.minus(EncodedPairs.values(fixed, all));
            Tensor sign = EncodedPairs.values(signs, all);
            var of = new JudgedFigures();
            of.add(ratios.doubles(), sums.doubles(), signs, wanted.beta(), z);
            of.add(scores, tokens, signs);
            figures.putAll(of.means());
            return KtoTrainer.loss(wanted, ratios, sign, z, 0).mean();
        };
    }

    private static List<Encoded> bothSides(GoldenBatch batch) {
        List<Encoded> rows =
                new ArrayList<>(
                        batch.labelled(
                                "chosen_input_ids", "chosen_attention_mask", "chosen_labels"));
        rows.addAll(
                batch.labelled("rejected_input_ids", "rejected_attention_mask", "rejected_labels"));
        return rows.stream().map(row -> new Encoded(row.ids(), row.promptLength())).toList();
    }

    /** The loss of a trainer that needs no reference. */
    private interface FreeLoss {
        Tensor of(
                TokenBatch tokens,
                Tensor perToken,
                List<Encoded> rows,
                TrainingConfig.Preferences wanted,
                double share,
                double weight,
                FreeFigures figures);
    }

    private static Objective orpo(JsonNode one, GoldenBatch batch) {
        return free(batch, config(Algorithm.ORPO, one.path("hyper"), "beta"), 1, OrpoTrainer::loss);
    }

    private static Objective cpo(JsonNode one, GoldenBatch batch) {
        TrainingConfig config =
                config(
                        Algorithm.CPO,
                        one.path("hyper"),
                        "loss_type",
                        "beta",
                        "label_smoothing",
                        "cpo_alpha",
                        "simpo_gamma",
                        "alpha");
        return free(batch, config, 0, CpoTrainer::loss);
    }

    private static Objective free(
            GoldenBatch batch, TrainingConfig config, double promptWeight, FreeLoss loss) {
        List<Encoded> rows = bothSides(batch);
        int n = rows.size() / 2;
        double weight =
                rows.subList(0, n).stream()
                        .mapToDouble(row -> TokenBatch.weightOf(row, promptWeight))
                        .sum();
        return (subject, figures) -> {
            TokenBatch tokens = TokenBatch.of(rows, subject.padId, promptWeight);
            var of = new FreeFigures(n);
            Tensor total =
                    loss.of(
                            tokens,
                            tokens.scores(subject.pass, 1).logProbs(),
                            rows,
                            config.preferences(),
                            1,
                            weight,
                            of);
            figures.putAll(of.means());
            return total;
        };
    }

    private static Objective grpo(JsonNode one, GoldenBatch batch) {
        JsonNode hyper = one.path("hyper");
        boolean leaveOneOut = one.path("family").asString().equals("rloo");
        Map<String, Object> keys = new java.util.HashMap<>();
        keys.put("num_generations", hyper.path("num_generations").asInt());
        keys.put("max_completion_length", hyper.path("max_completion_length").asInt());
        TrainingConfig.Rollouts wanted =
                config(
                                leaveOneOut ? Algorithm.RLOO : Algorithm.GRPO,
                                hyper,
                                leaveOneOut
                                        ? new String[] {
                                            "beta",
                                            "epsilon",
                                            "epsilon_high",
                                            "num_generations",
                                            "max_completion_length"
                                        }
                                        : new String[] {
                                            "beta",
                                            "epsilon",
                                            "epsilon_high",
                                            "loss_type",
                                            "scale_rewards",
                                            "importance_sampling_level",
                                            "delta",
                                            "use_bias_correction_kl",
                                            "num_generations",
                                            "max_completion_length"
                                        })
                        .rollouts();
        var rl = new GoldenBatch(batch.arrays(), "rl");
        List<Encoded> rows = rollouts(rl, batch);
        double[] advantages = doubles(batch.arrays().floats(batch.name() + ".advantages"));
        if (!leaveOneOut) {
            double[] rewards = doubles(rl.arrays().floats("rl.rewards"));
            double[] found = Advantages.grouped(rewards, wanted.generations(), wanted.scale());
            assertThat(found).containsExactly(advantages, within(1e-4));
        }
        String old = batch.name() + (leaveOneOut ? ".old_logps" : ".old_per_token_logps");
        String fixed = batch.name() + ".ref_per_token_logps";
        double total =
                batch.arrays().has(batch.name() + ".num_items_in_batch")
                        ? batch.longs("num_items_in_batch")[0]
                        : 0;
        return (subject, figures) -> {
            TokenBatch tokens = TokenBatch.of(rows, subject.padId, 0);
            TokenScores scores = tokens.scores(subject.pass, 1);
            Tensor logProbs = scores.logProbs();
            float @Nullable [] before =
                    batch.arrays().has(old)
                            ? leaveOneOut
                                    ? perRow(batch.arrays().floats(old), rows)
                                    : masked(batch, batch.arrays().floats(old))
                            : null;
            float @Nullable [] reference =
                    batch.arrays().has(fixed) ? masked(batch, batch.arrays().floats(fixed)) : null;
            var part = new GrpoTrainer.Part(rows, before, reference, advantages);
            var of = new RolloutFigures();
            of.add(wanted.loss(), leaveOneOut, tokens, scores, part);
            figures.putAll(of.means());
            if (!one.path("expect").path("metrics_step0").has("kl")) {
                figures.remove("kl");
            }
            return leaveOneOut
                    ? GrpoTrainer.leaveOneOut(wanted.loss(), tokens, logProbs, part)
                    : GrpoTrainer.loss(wanted.loss(), tokens.tokenRows(), logProbs, part, total);
        };
    }

    private static double[] doubles(float[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Prompts padded on the left and completions padded on the right as rows without padding. */
    private static List<Encoded> rollouts(GoldenBatch rl, GoldenBatch batch) {
        long[] prompts = rl.longs("prompt_ids_left_padded");
        long[] completions = rl.longs("completion_ids_right_padded");
        long[] promptLengths = rl.longs("prompt_len");
        long[] lengths = rl.longs("comp_len");
        long[] mask = batch.longs("completion_mask");
        int before = rl.width("prompt_ids_left_padded");
        int after = rl.width("completion_ids_right_padded");
        List<Encoded> rows = new ArrayList<>();
        for (int row = 0; row < lengths.length; row++) {
            int prompt = (int) promptLengths[row];
            int completion = (int) lengths[row];
            var ids = new long[prompt + completion];
            var counts = new boolean[ids.length];
            System.arraycopy(prompts, (row + 1) * before - prompt, ids, 0, prompt);
            System.arraycopy(completions, row * after, ids, prompt, completion);
            for (int t = 0; t < completion; t++) {
                counts[prompt + t] = mask[row * after + t] == 1;
            }
            rows.add(new Encoded(ids, prompt, counts));
        }
        return rows;
    }

    private static float[] masked(GoldenBatch batch, float[] values) {
        long[] mask = batch.longs("completion_mask");
        var kept = new float[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (mask[i] == 1) {
                kept[n++] = values[i];
            }
        }
        return Arrays.copyOf(kept, n);
    }

    /** A row's sum at its first token, so that sums by row are these. */
    private static float[] perRow(float[] sums, List<Encoded> rows) {
        List<Float> values = new ArrayList<>();
        for (int row = 0; row < sums.length; row++) {
            int counted = (int) TokenBatch.weightOf(rows.get(row), 0);
            for (int t = 0; t < counted; t++) {
                values.add(t == 0 ? sums[row] : 0);
            }
        }
        var flat = new float[values.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = values.get(i);
        }
        return flat;
    }
}
