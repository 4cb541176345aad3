package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forward pass against logits, log-probabilities and greedy tokens of transformers. */
@Tag("shared")
class ForwardGoldenTest {

    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"llama-gqa", "llama3-rope", "smollm2-tied"})
    void logits_ofFullLeftAndRightPaddedBatches_agree(String name) throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open();
                Safetensors arrays =
                        Safetensors.open(golden.resolve("forward/" + name + ".safetensors"))) {
            Llama network = network(golden.resolve("models/" + name));
            for (String padding : List.of("full", "left", "right")) {
                long[] mask = arrays.longs(padding + ".attention_mask");
                int rows = (int) arrays.shape(padding + ".input_ids")[0];
                int time = (int) arrays.shape(padding + ".input_ids")[1];
                Tensor ids = Tensor.of(arrays.longs(padding + ".input_ids"), rows, time);
                Tensor masked =
                        network.hidden(
                                ids, PaddedAttention.over(network.rotary(), mask, rows, time));
                float[] expected = arrays.floats(padding + ".logits_from_f64");
                assertClose(network.logits(masked).floats(), expected, mask);
                if (!padding.equals("left")) {
                    assertClose(network.logits(network.hidden(ids)).floats(), expected, mask);
                }
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
    @ValueSource(strings = {"llama-gqa", "llama3-rope", "smollm2-tied"})
    void greedyTokens_withCachedKeys_agree(String name) throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        JsonNode cases =
                JsonMapper.shared()
                        .readTree(Files.readString(golden.resolve("forward/cases.json")))
                        .path("cases");
        LlamaConfig config = LlamaConfig.read(golden.resolve("models/" + name));
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Llama network = network(golden.resolve("models/" + name));
            for (JsonNode one : cases) {
                if (one.path("name").asString().equals(name)) {
                    for (JsonNode greedy : one.path("greedy")) {
                        assertGreedy(config, network, greedy);
                    }
                }
            }
        }
    }

    private static void assertGreedy(LlamaConfig config, Llama network, JsonNode golden) {
        List<Long> expected = new ArrayList<>();
        golden.path("new_tokens").forEach(token -> expected.add(token.asLong()));
        long[] ids = new long[golden.path("prompt").size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = golden.path("prompt").path(i).asLong();
        }
        KvCache cache = KvCache.of(config, network.rotary(), 1, ids.length + expected.size());
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

    private static Llama network(Path folder) throws Exception {
        LlamaConfig config = LlamaConfig.read(folder);
        var matrices = config.decoderShapes();
        if (!config.tiedEmbeddings()) {
            matrices.put(
                    "lm_head.weight", new long[] {config.vocabularySize(), config.hiddenSize()});
        }
        Weights weights = new Weights(matrices, config.normShapes()).read(folder);
        return new Llama(config, weights.views(), Rotary.of(config));
    }

    @Test
    void languageModel_readsTheGoldenFolder() throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        try (LanguageModel model = LanguageModel.load(golden.resolve("models/llama-gqa"))) {
            assertThat(model.parameterCount()).isEqualTo(70_896);
            JsonNode cases =
                    JsonMapper.shared()
                            .readTree(Files.readString(golden.resolve("forward/tokenizer.json")))
                            .path("cases");
            String text = cases.path(4).path("text").asString();
            long[] ids = model.tokenizer().encode(text);
            assertThat(JsonMapper.shared().writeValueAsString(ids))
                    .isEqualTo(cases.path(4).path("ids").toString());
            assertThat(model.tokenizer().decode(ids)).isEqualTo(text);
        }
    }
}
