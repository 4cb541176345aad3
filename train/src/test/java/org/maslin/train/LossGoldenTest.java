package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.loss.PairLogProbs;
import org.maslin.train.loss.PreferenceLoss;
import org.maslin.train.loss.RewardLosses;
import org.maslin.train.loss.TokenLosses;
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

/** Ten AdamW steps of each loss on one batch, against TRL's losses, gradient norms and weights. */
@Tag("shared")
class LossGoldenTest {

    private static final double FIRST = 1e-5;
    private static final double LATER = 1e-4;
    private static final double RATE = 1e-3;

    private Path golden;
    private JsonNode cases;
    private Safetensors batches;

    @BeforeEach
    void open() throws Exception {
        golden = SharedData.folder("data/training-golden");
        cases =
                JsonMapper.shared()
                        .readTree(Files.readString(golden.resolve("losses/loss-llama.json")))
                        .path("cases");
        batches = Safetensors.open(golden.resolve("losses/loss-llama-batches.safetensors"));
    }

    @AfterEach
    void close() {
        batches.close();
    }

    /** A model under training by one golden case. */
    private record Subject(Decoder network, Trainable trainable, ModelConfig config) {}

    private Subject subject(boolean withHead) throws Exception {
        Path folder = golden.resolve("models/loss-llama");
        ModelConfig config = ModelConfig.read(folder);
        WeightShapes.Head head = withHead ? WeightShapes.Head.SCORE : WeightShapes.Head.LANGUAGE;
        Weights weights =
                new Weights(WeightShapes.of(config, head)).read(folder, List.of("score.weight"));
        if (withHead) {
            Path score = golden.resolve("models/loss-llama-rm/score.safetensors");
            try (Safetensors file = Safetensors.open(score);
                    Scope scope = Scope.open()) {
                RewardHead.of(weights.views())
                        .copyInPlace(Tensor.of(file.floats("score.weight"), 1, 32));
            }
        }
        var trainable = new Trainable(weights, new Optimisation(0.9, 0.999, 1e-8, 0, 1));
        var network =
                Decoder.of(
                        config, Parameters.of(trainable.parameters()), new Rotary(config.rope()));
        return new Subject(network, trainable, config);
    }

    private void assertTrajectory(JsonNode one, Subject subject, Supplier<Tensor> loss) {
        String name = one.path("family").asString() + " " + one.path("name").asString();
        JsonNode expected = one.path("expect");
        double floor = 10 * expected.path("noise_floor").path("loss").asDouble();
        for (int step = 0; step < 10; step++) {
            double value;
            try (Scope scope = Scope.open()) {
                Tensor tensor = loss.get();
                value = tensor.item();
                tensor.backward();
            }
            double wanted = expected.path("loss").path(step).asDouble();
            double tolerance =
                    Math.max(step == 0 ? FIRST : LATER, floor) * Math.max(1, Math.abs(wanted));
            assertThat(value).as("%s, step %d", name, step).isCloseTo(wanted, within(tolerance));
            double norm = subject.trainable.optimiser().step(step + 1, RATE);
            double wantedNorm = expected.path("grad_norm").path(step).asDouble();
            assertThat(norm)
                    .as("%s, gradient norm of step %d", name, step)
                    .isCloseTo(wantedNorm, within(1e-3 * Math.max(1, wantedNorm)));
        }
        if (expected.has("weights_after_full")) {
            assertWeights(name, expected.path("weights_after_full").asString(), subject);
        }
    }

    private void assertWeights(String name, String file, Subject subject) {
        Path path = golden.resolve(file);
        try (Safetensors after =
                        Safetensors.open(
                                Files.exists(path) ? path : golden.resolve("losses/" + file));
                Scope scope = Scope.open()) {
            int far = 0;
            int all = 0;
            for (var view : subject.trainable.weights().views().entrySet()) {
                float[] found = view.getValue().floats();
                float[] wanted = after.floats(view.getKey());
                for (int i = 0; i < wanted.length; i++) {
                    far += Math.abs(found[i] - wanted[i]) > 1e-4 ? 1 : 0;
                    all++;
                }
            }
            assertThat((double) far / all).as(name).isLessThan(0.001);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JsonNode> family(String family) {
        List<JsonNode> found = new ArrayList<>();
        cases.forEach(
                one -> {
                    if (one.path("family").asString().equals(family)) {
                        found.add(one);
                    }
                });
        return found;
    }

    @Test
    void sft_followsTheReference() throws Exception {
        for (JsonNode one : family("sft")) {
            if (one.path("batch").asString().equals("sft_packed")) {
                continue;
            }
            Subject subject = subject(false);
            String batch = one.path("batch").asString();
            long[] labels = batches.longs(batch + ".labels");
            long[] shape = batches.shape(batch + ".labels");
            long counted = 0;
            for (int i = 0; i < labels.length; i++) {
                counted += i % shape[1] > 0 && labels[i] >= 0 ? 1 : 0;
            }
            double normaliser = one.path("hyper").path("num_items_in_batch").asDouble(counted);
            assertTrajectory(
                    one,
                    subject,
                    () -> {
                        TokenBatch tokens = labelled(batch, labels);
                        return TokenLosses.negativeLogLikelihood(
                                tokens.logits(subject.network),
                                tokens.targets(),
                                tokens.weights(),
                                normaliser);
                    });
        }
    }

    private TokenBatch labelled(String batch, long[] labels) {
        long[] shape = batches.shape(batch + ".input_ids");
        List<Long> positions = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            if (i % shape[1] > 0 && labels[i] >= 0) {
                positions.add(i - 1L);
                targets.add(labels[i]);
            }
        }
        int n = positions.size();
        var ones = new float[n];
        Arrays.fill(ones, 1);
        return new TokenBatch(
                Tensor.of(batches.longs(batch + ".input_ids"), shape),
                Tensor.of(positions.stream().mapToLong(Long::longValue).toArray(), n),
                Tensor.of(targets.stream().mapToLong(Long::longValue).toArray(), n),
                Tensor.of(ones, n),
                Tensor.of(new long[n], n),
                (int) shape[0]);
    }

    private List<Encoded> rows(String batch) {
        long[] ids = batches.longs(batch + ".input_ids");
        long[] mask = batches.longs(batch + ".attention_mask");
        boolean marked = batches.has(batch + ".completion_mask");
        long[] completion =
                marked ? batches.longs(batch + ".completion_mask") : new long[ids.length];
        int width = (int) batches.shape(batch + ".input_ids")[1];
        List<Encoded> rows = new ArrayList<>();
        for (int start = 0; start < ids.length; start += width) {
            int length = 0;
            int prompt = 0;
            for (int i = start; i < start + width; i++) {
                length += (int) mask[i];
                prompt += mask[i] == 1 && completion[i] == 0 ? 1 : 0;
            }
            rows.add(new Encoded(Arrays.copyOfRange(ids, start, start + length), prompt));
        }
        return rows;
    }

    @Test
    void reward_followsTheReference() throws Exception {
        for (JsonNode one : family("reward")) {
            Subject subject = subject(true);
            List<Encoded> rows = rows("reward");
            JsonNode hyper = one.path("hyper");
            float[] margin = new float[4];
            for (int i = 0; i < 4; i++) {
                margin[i] = (float) hyper.path("margin").path(i).asDouble(0);
            }
            double centring = hyper.path("center_rewards_coefficient").asDouble(0);
            assertTrajectory(
                    one,
                    subject,
                    () -> {
                        Tensor rewards =
                                RewardHead.rewards(
                                        subject.network,
                                        RewardHead.of(subject.trainable.parameters()),
                                        rows,
                                        0);
                        Tensor chosen = rewards.slice(0, 0, 4);
                        Tensor rejected = rewards.slice(0, 4, 4);
                        return RewardLosses.bradleyTerry(chosen, rejected, Tensor.of(margin, 4))
                                .plus(RewardLosses.centring(chosen, rejected).times(centring));
                    });
        }
    }

    @Test
    void dpoFamily_followsTheReference() throws Exception {
        int followed = 0;
        Path folder = golden.resolve("models/loss-llama-ref");
        List<Encoded> rows = rows("dpo");
        float[] reference = referenceLogProbs(folder, rows);
        for (JsonNode one : family("dpo")) {
            JsonNode hyper = one.path("hyper");
            if (hyper.has("ld_alpha")
                    || hyper.has("use_weighting")
                    || hyper.has("f_divergence_type")) {
                continue;
            }
            TrainingConfig.Preferences wanted = preferences(hyper);
            Subject subject = subject(false);
            assertTrajectory(
                    one,
                    subject,
                    () -> {
                        TokenBatch tokens = TokenBatch.of(rows, 0, 0);
                        Tensor sums = tokens.sumByRow(tokens.logProbs(subject.network));
                        Tensor lengths = EncodedPairs.completionLengths(rows);
                        Tensor fixed = Tensor.of(reference, 8);
                        return DpoTrainer.loss(
                                new PairLogProbs(
                                        sums.slice(0, 0, 4),
                                        sums.slice(0, 4, 4),
                                        fixed.slice(0, 0, 4),
                                        fixed.slice(0, 4, 4),
                                        lengths.slice(0, 0, 4),
                                        lengths.slice(0, 4, 4)),
                                wanted);
                    });
            followed++;
        }
        assertThat(followed).isGreaterThanOrEqualTo(16);
    }

    private static TrainingConfig.Preferences preferences(JsonNode hyper) {
        List<PreferenceLoss> losses = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < hyper.path("loss_type").size(); i++) {
            String name = hyper.path("loss_type").path(i).asString();
            losses.add(
                    PreferenceLoss.named(
                            "golden", name.equals("aot_pair") ? "aot_unpaired" : name));
            weights.add(hyper.path("loss_weights").path(i).asDouble(1));
        }
        double smoothing = hyper.path("label_smoothing").asDouble(0);
        return new TrainingConfig.Preferences(
                losses, weights, hyper.path("beta").asDouble(0.1), smoothing, 0);
    }

    private static float[] referenceLogProbs(Path folder, List<Encoded> rows) throws Exception {
        Decoder network = ForwardGoldenTest.network(folder);
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            TokenBatch tokens = TokenBatch.of(rows, 0, 0);
            return tokens.sumByRow(tokens.logProbs(network)).floats();
        }
    }
}
