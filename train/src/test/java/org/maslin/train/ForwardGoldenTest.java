package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.KvCache;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.PaddedAttention;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.Rotary;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forward pass against logits, log-probabilities and greedy tokens of transformers. */
@Tag("shared")
class ForwardGoldenTest {

    private static final double TOLERANCE = 1e-4;

    /** Every case of the file, whatever its model's family. */
    static Stream<JsonNode> cases() throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        List<JsonNode> cases = new ArrayList<>();
        JsonMapper.shared()
                .readTree(Files.readString(golden.resolve("forward/cases.json")))
                .path("cases")
                .forEach(cases::add);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logits_ofFullLeftAndRightPaddedBatches_agree(JsonNode one) throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open();
                Safetensors arrays =
                        Safetensors.open(golden.resolve(one.path("arrays").asString()))) {
            Decoder network = network(golden.resolve(one.path("model").asString()));
            for (var padding : one.path("padding").propertyNames()) {
                assertPadding(network, arrays, padding);
            }
        }
    }

    private static void assertPadding(Decoder network, Safetensors arrays, String padding) {
        long[] mask = arrays.longs(padding + ".attention_mask");
        int rows = (int) arrays.shape(padding + ".input_ids")[0];
        int time = (int) arrays.shape(padding + ".input_ids")[1];
        Tensor ids = Tensor.of(arrays.longs(padding + ".input_ids"), rows, time);
        Tensor masked =
                network.logits(
                        network.hidden(
                                ids, PaddedAttention.over(network.rotary(), mask, rows, time)));
        float[] expected = arrays.floats(padding + ".logits_from_f64");
        assertClose(masked.floats(), expected, mask);
        if (padding.equals("full")) {
            assertClose(network.logits(network.hidden(ids)).floats(), expected, mask);
        }
        Tensor logProbs = masked.logSoftmax(-1);
        float[] entropy = logProbs.exp().times(logProbs).sum(-1).negated().floats();
        assertClose(entropy, arrays.floats(padding + ".entropy_f64"), mask);
        float[] next =
                logProbs.slice(1, 0, time - 1)
                        .gather(ids.slice(1, 1, time - 1).insertDimension(2))
                        .floats();
        float[] wanted = arrays.floats(padding + ".logprobs_f64");
        for (int i = 0; i < wanted.length; i++) {
            int at = i / (time - 1) * time + i % (time - 1);
            if (mask[at] == 1 && mask[at + 1] == 1) {
                assertThat(next[i]).isCloseTo(wanted[i], within((float) TOLERANCE));
            }
        }
    }

    private static void assertClose(float[] found, float[] expected, long[] mask) {
        int width = expected.length / mask.length;
        for (int i = 0; i < expected.length; i++) {
            if (mask[i / width] == 1) {
                assertThat(found[i]).isCloseTo(expected[i], within((float) TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void greedyTokens_withCachedKeys_agree(JsonNode one) throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Decoder network = network(golden.resolve(one.path("model").asString()));
            for (JsonNode greedy : one.path("greedy")) {
                assertGreedy(network, greedy);
            }
        }
    }

    private static void assertGreedy(Decoder network, JsonNode golden) {
        List<Long> expected = new ArrayList<>();
        golden.path("new_tokens").forEach(token -> expected.add(token.asLong()));
        long[] ids = new long[golden.path("prompt").size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = golden.path("prompt").path(i).asLong();
        }
        KvCache cache =
                KvCache.of(network.config(), network.rotary(), 1, ids.length + expected.size());
        List<Long> found = new ArrayList<>();
        double logProb = 0;
        while (found.size() < expected.size()) {
            float[] logits =
                    network.logits(cache.append(network, Tensor.of(ids, 1, ids.length))).floats();
            TokenDraw drawn = TokenDraw.of(logits, 0, logits.length, 0, 0);
            logProb += drawn.logProb();
            found.add((long) drawn.token());
            ids = new long[] {drawn.token()};
        }
        assertThat(found).isEqualTo(expected);
        assertThat(logProb).isCloseTo(golden.path("sum_logprob").asDouble(), within(TOLERANCE));
    }

    static Decoder network(Path folder) throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        Weights weights = new Weights(WeightShapes.of(config, WeightShapes.Head.LANGUAGE));
        weights.read(folder);
        return Decoder.of(config, Parameters.of(weights.all()), new Rotary(config.rope()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writtenBack_everyWeightIsTheSame(JsonNode one, @TempDir Path out) throws Exception {
        Path folder =
                SharedData.folder("data/training-golden").resolve(one.path("model").asString());
        ModelConfig config = ModelConfig.read(folder);
        try (Weights weights =
                        new Weights(WeightShapes.of(config, WeightShapes.Head.LANGUAGE))
                                .read(folder);
                Weights again = new Weights(WeightShapes.of(config, WeightShapes.Head.LANGUAGE));
                Scope scope = Scope.open()) {
            weights.write(
                    out.resolve("model.safetensors"), org.maslin.train.checkpoint.StorageType.F32);
            Files.writeString(
                    out.resolve(ModelConfig.FILE),
                    config.toJson(config.family().languageModel(), "float32"));
            again.read(out);
            assertThat(again.flat().floats()).isEqualTo(weights.flat().floats());
            assertThat(again.flat().is(ElementType.FLOAT32)).isTrue();
            assertThat(ModelConfig.read(out).windows()).isEqualTo(config.windows());
            assertThat(ModelConfig.read(out).rope()).isEqualTo(config.rope());
        }
    }

    @Test
    void tokenizer_encodesAndDecodesAsTheField() throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        JsonNode file =
                JsonMapper.shared()
                        .readTree(Files.readString(golden.resolve("forward/tokenizer.json")));
        try (LanguageModel model =
                LanguageModel.load(golden.resolve(file.path("model").asString()))) {
            for (JsonNode one : file.path("cases")) {
                String text = one.path("text").asString();
                long[] ids = model.tokenizer().encodeMarked(text);
                assertThat(JsonMapper.shared().writeValueAsString(ids))
                        .as(text)
                        .isEqualTo(one.path("ids").toString());
                assertThat(model.tokenizer().decodeMarked(ids))
                        .isEqualTo(one.path("decoded").asString());
                assertThat(model.tokenizer().decode(ids))
                        .isEqualTo(one.path("decoded_skip_special").asString());
            }
        }
    }
}
