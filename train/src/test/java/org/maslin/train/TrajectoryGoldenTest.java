package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.loss.Advantages;
import org.maslin.train.loss.PairLogProbs;
import org.maslin.train.loss.RewardLosses;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.Rotary;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every case of the files {@code losses/loss-*.json}: ten AdamW steps on one batch, against TRL's
 * losses, metrics, gradients and weights. Half of the cases go through checkpointed passes.
 */
@Tag("shared")
class TrajectoryGoldenTest {

    private static final double FIRST = 1e-5;
    private static final double LATER = 1e-4;

    static Stream<Arguments> cases() throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        List<Arguments> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(golden.resolve("losses"))) {
            for (Path file :
                    files.filter(one -> one.getFileName().toString().matches("loss-.*\\.json"))
                            .sorted()
                            .toList()) {
                JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
                for (JsonNode one : json.path("cases")) {
                    String name =
                            "%s %s %s"
                                    .formatted(
                                            file.getFileName(),
                                            one.path("family").asString(),
                                            one.path("name").asString());
                    cases.add(Arguments.of(name, json.path("meta"), one, cases.size() % 2 == 1));
                }
            }
        }
        return cases.stream();
    }

    /** A model under training by one case. */
    private record Subject(Pass pass, Trainable trainable, Decoder reference, int padId) {}

    /** What a case computes at each step; figures of the step go into the map. */
    private interface Objective {
        Tensor loss(Subject subject, Map<String, Double> figures) throws IOException;

        /** Adds the gradients; returns the loss. */
        default double learn(Subject subject, Map<String, Double> figures) throws IOException {
            Tensor loss = loss(subject, figures);
            subject.pass.backward(loss);
            return loss.item();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void trajectory_followsTheReference(
            String name, JsonNode meta, JsonNode one, boolean checkpointed) throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        String arrays = one.path("model").asString().replace("models/", "losses/");
        try (Safetensors batches =
                Safetensors.open(golden.resolve(arrays + "-batches.safetensors"))) {
            var batch = new Batch(batches, one.path("batch").asString());
            Objective objective = objective(one, batch, golden);
            follow(golden, meta, one, objective, checkpointed);
        }
    }

    private static Subject subject(Path golden, JsonNode meta, JsonNode one, boolean checkpointed)
            throws IOException {
        String policy = one.path("hyper").path("policy").asString(one.path("model").asString());
        Path folder = golden.resolve(policy);
        boolean scored = one.path("family").asString().equals("reward");
        ModelConfig config = ModelConfig.read(folder);
        Weights weights =
                new Weights(
                                WeightShapes.of(
                                        config,
                                        scored
                                                ? WeightShapes.Head.SCORE
                                                : WeightShapes.Head.LANGUAGE))
                        .read(folder, List.of(WeightShapes.SCORE_HEAD));
        if (scored) {
            try (Safetensors head =
                            Safetensors.open(golden.resolve(one.path("score_head").asString()));
                    Scope scope = Scope.open()) {
                RewardHead.of(weights.views()).copyInPlace(head.tensor("score.weight"));
            }
        }
        JsonNode o = meta.path("optimizer");
        var trainable =
                new Trainable(
                        weights,
                        new Optimisation(
                                o.path("betas").path(0).asDouble(),
                                o.path("betas").path(1).asDouble(),
                                o.path("eps").asDouble(),
                                o.path("weight_decay").asDouble(),
                                o.path("max_grad_norm").asDouble()));
        Decoder network =
                Decoder.of(
                        config, Parameters.of(trainable.parameters()), new Rotary(config.rope()));
        String reference =
                one.path("hyper").path("reference").asString(one.path("model").asString() + "-ref");
        return new Subject(
                new Pass(network, checkpointed),
                trainable,
                ForwardGoldenTest.network(golden.resolve(reference)),
                config.padId());
    }

    private static void follow(
            Path golden, JsonNode meta, JsonNode one, Objective objective, boolean checkpointed)
            throws IOException {
        Subject subject = subject(golden, meta, one, checkpointed);
        JsonNode expected = one.path("expect");
        double rate = meta.path("optimizer").path("learning_rate").asDouble();
        double floor = 10 * expected.path("noise_floor").path("loss").asDouble();
        int steps = expected.path("loss").size();
        for (int step = 0; step < steps; step++) {
            Map<String, Double> figures = new java.util.HashMap<>();
            double value;
            try (Scope scope = Scope.open()) {
                value = objective.learn(subject, figures);
            }
            double wanted = expected.path("loss").path(step).asDouble();
            assertClose("loss " + step, value, wanted, Math.max(step == 0 ? FIRST : LATER, floor));
            if (step == 0 || step == steps - 1) {
                JsonNode metrics = expected.path(step == 0 ? "metrics_step0" : "metrics_last");
                for (var metric : metrics.properties()) {
                    if (figures.containsKey(metric.getKey())) {
                        assertClose(
                                metric.getKey(),
                                Objects.requireNonNull(figures.get(metric.getKey())),
                                metric.getValue().asDouble(),
                                Math.max(LATER, floor));
                    }
                }
                assertThat(figures).as("figures").isNotEmpty();
            }
            if (step == 0) {
                assertSlices(expected.path("grad_step0"), name -> subject.trainable.gradient(name));
            }
            double norm = subject.trainable.step(step + 1, rate, value);
            double wantedNorm = expected.path("grad_norm").path(step).asDouble();
            double allowed = Math.max(1e-4 * Math.max(1, wantedNorm), floor);
            if (Math.abs(norm - wantedNorm) > allowed) {
                double other = disturbedNorm(golden, meta, one, objective, checkpointed, step);
                allowed = 10 * Math.abs(other - norm);
            }
            assertThat(norm).as("gradient norm %d", step).isCloseTo(wantedNorm, within(allowed));
        }
        assertWeights(golden, expected, subject.trainable.weights());
    }

    /**
     * The gradient's norm when each start weight is off by about one rounding: what a case cannot
     * tell from noise. Of all steps of all cases one needs it: the ninth of discopop, whose
     * exponential with a temperature of 0.05 makes twenty times as much of a difference.
     */
    private static double disturbedNorm(
            Path golden,
            JsonNode meta,
            JsonNode one,
            Objective objective,
            boolean checkpointed,
            int last)
            throws IOException {
        Subject subject = subject(golden, meta, one, checkpointed);
        double rate = meta.path("optimizer").path("learning_rate").asDouble();
        var random = new java.util.Random(1);
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Tensor all = subject.trainable.weights().flat();
            var factors = new float[Math.toIntExact(all.count())];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = random.nextBoolean() ? 1 + 0x1p-23f : 1 - 0x1p-23f;
            }
            all.timesInPlace(Tensor.of(factors, factors.length));
        }
        double norm = 0;
        for (int step = 0; step <= last; step++) {
            try (Scope scope = Scope.open()) {
                double loss = objective.learn(subject, new java.util.HashMap<>());
                norm = subject.trainable.step(step + 1, rate, loss);
            }
        }
        return norm;
    }

    private static void assertClose(String what, double found, double wanted, double tolerance) {
        assertThat(found)
                .as(what)
                .isCloseTo(wanted, within(tolerance * Math.max(1, Math.abs(wanted))));
    }

    private static void assertSlices(
            JsonNode slices, java.util.function.Function<String, Tensor> tensors) {
        for (var slice : slices.properties()) {
            float[] found = tensors.apply(slice.getKey()).floats();
            JsonNode head = slice.getValue().path("head");
            for (int i = 0; i < head.size(); i++) {
                assertClose(slice.getKey(), found[i], head.path(i).asDouble(), 1e-4);
            }
        }
    }

    private static void assertWeights(Path golden, JsonNode expected, Weights weights)
            throws IOException {
        double fraction =
                Math.max(
                        0.001,
                        10
                                * expected.path("noise_floor")
                                        .path("weights_fraction_above_1e-4")
                                        .asDouble());
        int far = 0;
        int all = 0;
        for (var slice : expected.path("weights_after").properties()) {
            float[] found = Objects.requireNonNull(weights.views().get(slice.getKey())).floats();
            JsonNode head = slice.getValue().path("head");
            for (int i = 0; i < head.size(); i++) {
                far += Math.abs(found[i] - head.path(i).asDouble()) > 1e-4 ? 1 : 0;
                all++;
            }
        }
        assertThat(far).as("slices far off, of %d", all).isLessThanOrEqualTo(1);
        if (expected.has("weights_after_full")) {
            far = 0;
            all = 0;
            try (Safetensors after =
                    Safetensors.open(
                            golden.resolve(expected.path("weights_after_full").asString()))) {
                for (var view : weights.views().entrySet()) {
                    float[] found = view.getValue().floats();
                    float[] wanted = after.floats(view.getKey());
                    for (int i = 0; i < wanted.length; i++) {
                        far += Math.abs(found[i] - wanted[i]) > 1e-4 ? 1 : 0;
                        all++;
                    }
                }
            }
            assertThat((double) far / all).as("weights far off").isLessThan(fraction);
        }
    }

    // ---- batches

    /** A case's arrays. */
    private record Batch(Safetensors arrays, String name) {

        long[] longs(String array) {
            return arrays.longs(name + "." + array);
        }

        int width(String array) {
            return (int) arrays.shape(name + "." + array)[1];
        }

        /** Rows of tokens whose attention counts, completions as another mask says. */
        List<Encoded> rows(String ids, String attention, @Nullable String completion) {
            long[] tokens = longs(ids);
            long[] mask = longs(attention);
            long @Nullable [] completions = completion == null ? null : longs(completion);
            int width = width(ids);
            List<Encoded> rows = new ArrayList<>();
            for (int start = 0; start < tokens.length; start += width) {
                int first = 0;
                int length = 0;
                var row = new long[width];
                for (int t = 0; t < width; t++) {
                    if (mask[start + t] == 1) {
                        first += completions != null && completions[start + t] == 0 ? 1 : 0;
                        row[length++] = tokens[start + t];
                    }
                }
                rows.add(new Encoded(Arrays.copyOf(row, length), first));
            }
            return rows;
        }

        /** Rows whose labels say what counts. */
        List<Encoded> labelled(String ids, String attention, String labels) {
            long[] wanted = longs(labels);
            int width = width(labels);
            List<Encoded> rows = new ArrayList<>();
            List<Encoded> plain = rows(ids, attention, null);
            for (int row = 0; row < plain.size(); row++) {
                var counts = new boolean[plain.get(row).length()];
                int first = -1;
                for (int t = 0; t < counts.length; t++) {
                    counts[t] = wanted[row * width + t] >= 0;
                    first = first < 0 && counts[t] ? t : first;
                }
                rows.add(new Encoded(plain.get(row).ids(), Math.max(0, first), counts));
            }
            return rows;
        }
    }

    // ---- objectives

    private static Objective objective(JsonNode one, Batch batch, Path golden) throws IOException {
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

    private static Objective sft(JsonNode one, Batch batch) {
        TrainingConfig.Supervised wanted =
                config(Algorithm.SFT, one.path("hyper"), "loss_type").supervised();
        boolean packed = batch.arrays.has(batch.name + ".position_ids");
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

    private static List<Encoded> documents(Batch batch) {
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

    private static Objective reward(JsonNode one, Batch batch) {
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
                    RewardHead.rewards(
                            subject.pass,
                            RewardHead.of(subject.trainable.parameters()),
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

    private static Objective dpo(JsonNode one, Batch batch) {
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
            Tensor logits = tokens.logits(subject.pass);
            Tensor perToken = logits.logProbs(tokens.targets());
            Tensor fixed =
                    DpoTrainer.sums(
                                    tokens,
                                    tokens.logProbs(subject.reference),
                                    rows,
                                    wanted.tailWeight())
                            .detached();
            PairLogProbs logProbs =
                    DpoTrainer.logProbs(
                            tokens,
                            perToken,
                            rows,
                            wanted,
                            fixed.slice(0, 0, n),
                            fixed.slice(0, n, n));
            var of = new PairFigures(n);
            of.add(logProbs, wanted.beta());
            Tensor shares = logits.logSoftmax(-1);
            of.add(logits, shares, perToken, tokens, n);
            figures.putAll(of.means());
            return DpoTrainer.loss(
                    logProbs, wanted, DpoTrainer.weights(tokens, logits, perToken, wanted));
        };
    }

    private static Objective kto(JsonNode one, Batch batch) {
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
            Tensor logits = tokens.logits(subject.pass);
            Tensor sums = tokens.sumByRow(logits.logProbs(tokens.targets()));
            Tensor ratios = sums.minus(EncodedPairs.values(fixed, all));
            Tensor sign = EncodedPairs.values(signs, all);
            var of = new JudgedFigures();
            of.add(ratios.doubles(), sums.doubles(), signs, wanted.beta(), z);
            of.add(logits, tokens, signs);
            figures.putAll(of.means());
            return KtoTrainer.loss(wanted, ratios, sign, z, 0).mean();
        };
    }

    private static List<Encoded> bothSides(Batch batch) {
        List<Encoded> rows =
                new ArrayList<>(
                        batch.labelled(
                                "chosen_input_ids", "chosen_attention_mask", "chosen_labels"));
        rows.addAll(
                batch.labelled("rejected_input_ids", "rejected_attention_mask", "rejected_labels"));
        return rows.stream().map(row -> new Encoded(row.ids(), row.promptLength())).toList();
    }

    private static Objective orpo(JsonNode one, Batch batch) {
        List<Encoded> rows = bothSides(batch);
        int n = rows.size() / 2;
        TrainingConfig.Preferences wanted =
                config(Algorithm.ORPO, one.path("hyper"), "beta").preferences();
        double weight =
                rows.subList(0, n).stream().mapToDouble(row -> TokenBatch.weightOf(row, 1)).sum();
        return (subject, figures) -> {
            TokenBatch tokens = TokenBatch.of(rows, subject.padId, 1);
            var of = new FreeFigures(n);
            Tensor loss =
                    OrpoTrainer.loss(
                            tokens, tokens.logits(subject.pass), rows, wanted, 1, weight, of);
            figures.putAll(of.means());
            return loss;
        };
    }

    private static Objective cpo(JsonNode one, Batch batch) {
        List<Encoded> rows = bothSides(batch);
        int n = rows.size() / 2;
        TrainingConfig.Preferences wanted =
                config(
                                Algorithm.CPO,
                                one.path("hyper"),
                                "loss_type",
                                "beta",
                                "label_smoothing",
                                "cpo_alpha",
                                "simpo_gamma",
                                "alpha")
                        .preferences();
        double weight =
                rows.subList(0, n).stream().mapToDouble(row -> TokenBatch.weightOf(row, 0)).sum();
        return (subject, figures) -> {
            TokenBatch tokens = TokenBatch.of(rows, subject.padId, 0);
            var of = new FreeFigures(n);
            Tensor loss =
                    CpoTrainer.loss(
                            tokens, tokens.logits(subject.pass), rows, wanted, 1, weight, of);
            figures.putAll(of.means());
            return loss;
        };
    }

    private static Objective grpo(JsonNode one, Batch batch) {
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
        var rl = new Batch(batch.arrays, "rl");
        List<Encoded> rows = rollouts(rl, batch);
        double[] advantages = doubles(batch.arrays.floats(batch.name + ".advantages"));
        if (!leaveOneOut) {
            double[] rewards = doubles(rl.arrays.floats("rl.rewards"));
            double[] found = Advantages.grouped(rewards, wanted.generations(), wanted.scale());
            assertThat(found).containsExactly(advantages, within(1e-4));
        }
        String old = batch.name + (leaveOneOut ? ".old_logps" : ".old_per_token_logps");
        String fixed = batch.name + ".ref_per_token_logps";
        double total =
                batch.arrays.has(batch.name + ".num_items_in_batch")
                        ? batch.longs("num_items_in_batch")[0]
                        : 0;
        return (subject, figures) -> {
            TokenBatch tokens = TokenBatch.of(rows, subject.padId, 0);
            Tensor logits = tokens.logits(subject.pass);
            Tensor logProbs = logits.logProbs(tokens.targets());
            float @Nullable [] before =
                    batch.arrays.has(old)
                            ? leaveOneOut
                                    ? perRow(batch.arrays.floats(old), rows)
                                    : masked(batch, batch.arrays.floats(old))
                            : null;
            float @Nullable [] reference =
                    batch.arrays.has(fixed) ? masked(batch, batch.arrays.floats(fixed)) : null;
            var part = new GrpoTrainer.Part(rows, before, reference, advantages);
            var of = new RolloutFigures();
            of.add(wanted.loss(), leaveOneOut, tokens, logits, logProbs, part);
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
    private static List<Encoded> rollouts(Batch rl, Batch batch) {
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

    private static float[] masked(Batch batch, float[] values) {
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
