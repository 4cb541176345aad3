package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.Rotary;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import tools.jackson.databind.json.JsonMapper;

/** The fast engine against the plain one, on odd sizes and all families that it runs. */
class EngineTest {

    private static Decoder network(String family) {
        return network(family, 5);
    }

    private static Decoder network(String family, long seed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_type", family);
        json.put("vocab_size", 101);
        json.put("hidden_size", 36);
        json.put("intermediate_size", 50);
        json.put("num_hidden_layers", 2);
        json.put("num_attention_heads", 6);
        json.put("num_key_value_heads", 2);
        json.put("head_dim", 10);
        json.put("max_position_embeddings", 64);
        json.put("rope_theta", 10_000);
        json.put("attention_bias", true);
        json.put("mlp_bias", true);
        json.put("tie_word_embeddings", family.equals("qwen2"));
        if (family.equals("mistral")) {
            json.put("sliding_window", 4);
        }
        ModelConfig config =
                ModelConfig.parse("test", JsonMapper.shared().writeValueAsString(json));
        Weights weights = new Weights(WeightShapes.of(config, WeightShapes.Head.LANGUAGE));
        var random = new Random(seed);
        weights.fill(
                (name, size) -> {
                    var values = new float[size];
                    for (int i = 0; i < size; i++) {
                        values[i] = (float) random.nextGaussian(0, 0.3);
                    }
                    return values;
                });
        return Decoder.of(config, Parameters.of(weights.all()), new Rotary(config.rope()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3", "mistral"})
    void fastEngine_givesThePlainOnesLogits_forAnyNumberOfRows(String family) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Decoder network = network(family);
            @Nullable PackedDecoder packed = PackedDecoder.of(network);
            Assumptions.assumeTrue(packed != null, "no vectors");
            for (int rows = 1; rows <= 9; rows++) {
                var prompts = new long[rows][5];
                for (int row = 0; row < rows; row++) {
                    for (int t = 0; t < 5; t++) {
                        prompts[row][t] = (row * 7 + t * 13) % 101;
                    }
                }
                var plain = new Engine.Plain(network, rows, 20);
                var fast = new VectorEngine(network, packed, rows, 20);
                assertSame(fast.read(prompts), plain.read(prompts));
                plain.repeatEach(2);
                fast.repeatEach(2);
                var tokens = new long[rows * 2];
                for (int step = 0; step < 6; step++) {
                    for (int row = 0; row < tokens.length; row++) {
                        tokens[row] = (row * 31 + step * 17) % 101;
                    }
                    assertSame(fast.next(tokens), plain.next(tokens));
                }
                long[] kept = {1, rows};
                plain.keepRows(kept);
                fast.keepRows(kept);
                assertSame(fast.next(new long[] {3, 4}), plain.next(new long[] {3, 4}));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "mistral"})
    void row_hasTheSameLogitsToTheBit_inAnyCompany(String family) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Decoder network = network(family);
            @Nullable PackedDecoder packed = PackedDecoder.of(network);
            Assumptions.assumeTrue(packed != null, "no vectors");
            long[][] prompt = {{7, 11, 13}};
            for (int rows : new int[] {2, 8, 9, 17}) {
                var together = new VectorEngine(network, packed, 1, 20);
                together.read(prompt);
                together.repeatEach(rows);
                var tokens = new long[rows];
                Arrays.setAll(tokens, row -> row);
                float[] all = together.next(tokens);
                for (int row = 0; row < rows; row++) {
                    var one = new VectorEngine(network, packed, 1, 20);
                    one.read(prompt);
                    float[] found = Arrays.copyOfRange(all, row * 101, row * 101 + 101);
                    float[] wanted = Arrays.copyOf(one.next(new long[] {row}), 101);
                    assertThat(found).containsExactly(wanted);
                }
            }
        }
    }

    @Test
    void renewedEngines_takeTheWeightsAsTheyAreThen() {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            var engines = new Engines(network("llama"));
            long[][] prompt = {{1, 2, 3}};
            long[] token = {4};
            engines.of(1, 10).read(prompt);
            Decoder other = network("llama", 6);
            engines.renew(other);
            Engine fast = engines.of(1, 10);
            var plain = new Engine.Plain(other, 1, 10);
            assertSame(fast.read(prompt), plain.read(prompt));
            assertSame(fast.next(token), plain.next(token));
        }
    }

    private static void assertSame(float[] found, float[] wanted) {
        List<float[]> both = List.of(Arrays.copyOf(found, wanted.length), wanted);
        assertThat(both.getFirst()).containsExactly(wanted, within(2e-4f));
    }
}
