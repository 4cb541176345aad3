package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
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
import org.maslin.train.tokenizer.Encoded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** PPO on given completions against TRL's trainer. */
@Tag("shared")
class PpoGoldenTest {

    static Stream<JsonNode> cases() throws Exception {
        List<JsonNode> cases = new ArrayList<>();
        JsonMapper.shared()
                .readTree(
                        Files.readString(
                                SharedData.folder("data/training-golden")
                                        .resolve("losses/ppo.json")))
                .path("cases")
                .forEach(cases::add);
        return cases.stream();
    }

    private static Weights scored(Path folder, Safetensors arrays, String head) throws Exception {
        ModelConfig config = ModelConfig.read(folder);
        Weights weights =
                new Weights(WeightShapes.of(config, WeightShapes.Head.SCORE))
                        .read(folder, List.of(WeightShapes.SCORE_HEAD));
        try (Scope scope = Scope.open()) {
            Pooling.LAST.head(weights.views()).copyInPlace(arrays.tensor(head));
        }
        return weights;
    }

    private static TrainingConfig config(JsonNode hyper) {
        Map<String, Object> keys = new HashMap<>();
        for (String key :
                List.of(
                        "kl_coef",
                        "kl_estimator",
                        "whiten_rewards",
                        "vf_coef",
                        "cliprange",
                        "cliprange_value",
                        "gamma",
                        "lam",
                        "temperature",
                        "num_ppo_epochs",
                        "response_length")) {
            JsonNode value = hyper.path(key);
            keys.put(
                    key,
                    value.isBoolean()
                            ? (Object) value.asBoolean()
                            : value.isNumber() ? (Object) value.asDouble() : value.asString());
        }
        return TrainingConfig.parse(TrainingConfig.Algorithm.PPO, "golden", keys);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void epochs_followTheReference(JsonNode one) throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        JsonNode hyper = one.path("hyper");
        JsonNode expected = one.path("expect");
        String prefix = one.path("arrays_prefix").asString();
        TrainingConfig config = config(hyper);
        try (Safetensors arrays =
                Safetensors.open(golden.resolve("losses/ppo-arrays.safetensors"))) {
            Path folder = golden.resolve(one.path("policy").asString());
            ModelConfig shape = ModelConfig.read(folder);
            var adam = new Optimisation(0.9, 0.999, hyper.path("adam_eps").asDouble(), 0, 0);
            Weights weights =
                    new Weights(WeightShapes.of(shape, WeightShapes.Head.LANGUAGE)).read(folder);
            var policing = new Trainable(weights, adam);
            Weights critic =
                    scored(
                            golden.resolve(one.path("value_backbone").asString()),
                            arrays,
                            prefix + ".value_score");
            var valuing = new Trainable(critic, adam);
            Weights judge =
                    scored(
                            golden.resolve(one.path("reward_backbone").asString()),
                            arrays,
                            prefix + ".reward_score");
            List<Encoded> rows = rows(arrays, prefix, hyper);
            double[] scores = scores(shape, judge, rows, hyper);
            Decoder policy = decoder(shape, policing);
            Decoder values = decoder(shape, valuing);
            Tensor head = Pooling.LAST.head(valuing.parameters());
            PpoBatch batch =
                    PpoBatch.of(
                            config,
                            rows,
                            scores,
                            policy,
                            ForwardGoldenTest.network(
                                    golden.resolve(one.path("reference").asString())),
                            values,
                            head,
                            shape.padId());
            assertPlaces(batch.rawAdvantages, arrays, prefix, "advantages_raw", rows);
            assertPlaces(batch.advantages, arrays, prefix, "advantages_whitened", rows);
            var figures = new PpoFigures(batch);
            double rate = hyper.path("learning_rate").asDouble();
            for (int epoch = 0; epoch < hyper.path("num_ppo_epochs").asInt(); epoch++) {
                var policyPass = new Pass(policy, epoch % 2 == 1);
                var valuePass = new Pass(values, epoch % 2 == 1);
                double loss;
                try (Scope scope = Scope.open()) {
                    Tensor first = batch.policyLoss(policyPass, figures);
                    policyPass.backward(first);
                    Tensor second = batch.valueLoss(valuePass, head, figures);
                    valuePass.backward(second.times(config.rollouts().valueWeight()));
                    loss = first.item() + config.rollouts().valueWeight() * second.item();
                }
                assertThat(loss)
                        .isCloseTo(
                                expected.path("loss_per_epoch").path(epoch).asDouble(),
                                within(1e-4));
                double norm =
                        Math.hypot(
                                policing.step(epoch + 1, rate, loss),
                                valuing.step(epoch + 1, rate, loss));
                double wanted = expected.path("grad_norm_per_epoch").path(epoch).asDouble();
                assertThat(norm).isCloseTo(wanted, within(1e-4 * Math.max(1, wanted)));
            }
            Map<String, Double> found = figures.means();
            for (var metric : expected.path("metrics").properties()) {
                if (found.containsKey(metric.getKey())) {
                    double wanted = metric.getValue().asDouble();
                    assertThat(Objects.requireNonNull(found.get(metric.getKey())))
                            .as(metric.getKey())
                            .isCloseTo(wanted, within(1e-4 * Math.max(1, Math.abs(wanted))));
                }
            }
            assertHeads(expected.path("policy_after"), weights);
            assertHeads(expected.path("value_model_after"), critic);
        }
    }

    private static Decoder decoder(ModelConfig shape, Trainable trainable) {
        return Decoder.of(shape, Parameters.of(trainable.parameters()), new Rotary(shape.rope()));
    }

    private static double[] scores(
            ModelConfig shape, Weights judge, List<Encoded> rows, JsonNode hyper) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Decoder network =
                    Decoder.of(shape, Parameters.of(judge.all()), new Rotary(shape.rope()));
            double[] scores =
                    Pooling.LAST
                            .rewards(network, Pooling.LAST.head(judge.views()), rows, shape.padId())
                            .doubles();
            for (int i = 0; i < scores.length; i++) {
                long last = rows.get(i).ids()[rows.get(i).length() - 1];
                boolean ended = last == hyper.path("stop_token").asLong();
                scores[i] -= ended ? 0 : hyper.path("missing_eos_penalty").asDouble(0);
            }
            return scores;
        }
    }

    private static List<Encoded> rows(Safetensors arrays, String prefix, JsonNode hyper) {
        long[] queries = arrays.longs(prefix + ".query_left_padded");
        long[] responses = arrays.longs(prefix + ".response");
        int before = (int) arrays.shape(prefix + ".query_left_padded")[1];
        int after = (int) arrays.shape(prefix + ".response")[1];
        long stop = hyper.path("stop_token").asLong();
        long pad = hyper.path("pad").asLong();
        List<Encoded> rows = new ArrayList<>();
        for (int row = 0; row < queries.length / before; row++) {
            long[] prompt =
                    Arrays.stream(queries, row * before, (row + 1) * before)
                            .filter(id -> id != pad)
                            .toArray();
            int length = 0;
            while (length < after && (length == 0 || responses[row * after + length - 1] != stop)) {
                length++;
            }
            var ids = Arrays.copyOf(prompt, prompt.length + length);
            System.arraycopy(responses, row * after, ids, prompt.length, length);
            rows.add(new Encoded(ids, prompt.length));
        }
        return rows;
    }

    private static void assertPlaces(
            double[][] found, Safetensors arrays, String prefix, String name, List<Encoded> rows) {
        float[] wanted = arrays.floats(prefix + "." + name);
        int width = (int) arrays.shape(prefix + "." + name)[1];
        for (int row = 0; row < found.length; row++) {
            for (int t = 0; t < rows.get(row).completionLength(); t++) {
                assertThat(found[row][t])
                        .as("%s %d %d", name, row, t)
                        .isCloseTo(wanted[row * width + t], within(1e-4));
            }
        }
    }

    private static void assertHeads(JsonNode slices, Weights weights) {
        for (var slice : slices.properties()) {
            float[] found = Objects.requireNonNull(weights.views().get(slice.getKey())).floats();
            for (int i = 0; i < slice.getValue().path("head").size(); i++) {
                assertThat((double) found[i])
                        .as(slice.getKey())
                        .isCloseTo(slice.getValue().path("head").path(i).asDouble(), within(1e-4));
            }
        }
    }
}
