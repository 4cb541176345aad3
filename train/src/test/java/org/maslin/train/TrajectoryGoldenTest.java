package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.Rotary;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void trajectory_followsTheReference(
            String name, JsonNode meta, JsonNode one, boolean checkpointed) throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        String arrays = one.path("model").asString().replace("models/", "losses/");
        try (Safetensors batches =
                Safetensors.open(golden.resolve(arrays + "-batches.safetensors"))) {
            var batch = new GoldenBatch(batches, one.path("batch").asString());
            GoldenObjectives.Objective objective = GoldenObjectives.objective(one, batch, golden);
            follow(golden, meta, one, objective, checkpointed);
        }
    }

    private static GoldenObjectives.Subject subject(
            Path golden, JsonNode meta, JsonNode one, boolean checkpointed) throws IOException {
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
                Pooling.LAST.head(weights.views()).copyInPlace(head.tensor("score.weight"));
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
        return new GoldenObjectives.Subject(
                new Pass(network, checkpointed),
                trainable,
                ForwardGoldenTest.network(golden.resolve(reference)),
                config.padId());
    }

    private static void follow(
            Path golden,
            JsonNode meta,
            JsonNode one,
            GoldenObjectives.Objective objective,
            boolean checkpointed)
            throws IOException {
        GoldenObjectives.Subject subject = subject(golden, meta, one, checkpointed);
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
                assertSlices(
                        expected.path("grad_step0"), name -> subject.trainable().gradient(name));
            }
            double norm = subject.trainable().step(step + 1, rate, value);
            double wantedNorm = expected.path("grad_norm").path(step).asDouble();
            double allowed = Math.max(1e-4 * Math.max(1, wantedNorm), floor);
            if (Math.abs(norm - wantedNorm) > allowed) {
                double other = disturbedNorm(golden, meta, one, objective, checkpointed, step);
                allowed = 10 * Math.abs(other - norm);
            }
            assertThat(norm).as("gradient norm %d", step).isCloseTo(wantedNorm, within(allowed));
        }
        assertWeights(golden, expected, subject.trainable().weights());
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
            GoldenObjectives.Objective objective,
            boolean checkpointed,
            int last)
            throws IOException {
        GoldenObjectives.Subject subject = subject(golden, meta, one, checkpointed);
        double rate = meta.path("optimizer").path("learning_rate").asDouble();
        var random = new java.util.Random(1);
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Tensor all = subject.trainable().weights().flat();
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
                norm = subject.trainable().step(step + 1, rate, loss);
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
}
