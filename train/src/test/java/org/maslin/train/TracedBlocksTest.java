package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.train.network.Attention;
import org.maslin.train.network.CausalAttention;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.PackedAttention;
import org.maslin.train.network.PaddedAttention;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.Rotary;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/** Gradients by hand beside those by libtorch's graph, where sizes fill no whole register. */
class TracedBlocksTest {

    private static final String SIZES =
            """
            {"model_type": "%s", "vocab_size": 61, "hidden_size": 40, "intermediate_size": 51,
             "num_hidden_layers": 3, "num_attention_heads": 6, "num_key_value_heads": 2, "head_dim": 10,
             "max_position_embeddings": 128, "rms_norm_eps": 1e-5, "sliding_window": 5, "rope_theta": 10000.0,
             "hidden_act": "silu"}
            """;
    private static final int ROWS = 3;
    private static final int TIME = 77;

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "mistral"})
    void gradients_areThoseOfTheGraph(String family) {
        ModelConfig config = ModelConfig.parse("test", SIZES.formatted(family));
        var rotary = new Rotary(config.rope());
        try (Scope scope = Scope.open();
                Weights weights = weights(config);
                var byHand = new Trainable(weights, PLAIN);
                var byGraph = new Trainable(weights, PLAIN)) {
            Decoder traced = Decoder.of(config, Parameters.of(byHand.parameters()), rotary);
            Decoder plain = Decoder.of(config, Parameters.of(byGraph.parameters()), rotary);
            assertThat(TracedBlocks.of(traced)).isNotNull();
            for (Attention attention :
                    new Attention[] {
                        CausalAttention.over(rotary, TIME),
                        PackedAttention.over(rotary, 9, 41, TIME - 50),
                        PaddedAttention.over(rotary, mask(), ROWS, TIME)
                    }) {
                int rows = attention instanceof PackedAttention ? 1 : ROWS;
                float[] one = hidden(new Pass(traced, false), attention, rows);
                float[] two = hidden(new Pass(plain, true), attention, rows);
                assertClose(one, two, 1e-5);
                assertClose(byHand.gradients().floats(), byGraph.gradients().floats(), 1e-5);
            }
        }
    }

    /**
     * Rounded in other places than by the graph: the gate is not, before it meets what it opens.
     */
    @Test
    void gradientsOfRoundedProducts_areNearThoseOfWholeOnes() {
        ModelConfig config = ModelConfig.parse("test", SIZES.formatted("llama"));
        var rotary = new Rotary(config.rope());
        try (Scope scope = Scope.open();
                Weights weights = weights(config);
                var rounded = new Trainable(weights, PLAIN);
                var whole = new Trainable(weights, PLAIN)) {
            Parameters halved = Parameters.of(rounded.parameters()).rounding(ElementType.BFLOAT16);
            Decoder one = Decoder.of(config, halved, rotary);
            Decoder two = Decoder.of(config, Parameters.of(whole.parameters()), rotary);
            Attention attention = CausalAttention.over(rotary, TIME);
            float[] here = hidden(new Pass(one, false), attention, ROWS);
            float[] there = hidden(new Pass(two, false), attention, ROWS);
            assertThat(here).isNotEqualTo(there);
            assertClose(here, there, 0.03);
            assertClose(rounded.gradients().floats(), whole.gradients().floats(), 0.03);
        }
    }

    private static final Optimisation PLAIN = new Optimisation(0.9, 0.999, 1e-8, 0, 1);

    private static Weights weights(ModelConfig config) {
        var weights = new Weights(WeightShapes.of(config, WeightShapes.Head.LANGUAGE));
        var random = new Random(7);
        var values = new float[Math.toIntExact(weights.flat().count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 4;
        }
        weights.flat().copyInPlace(Tensor.of(values, values.length));
        return weights;
    }

    /** The second row begins with four tokens of padding. */
    private static long[] mask() {
        var mask = new long[ROWS * TIME];
        Arrays.fill(mask, 1);
        Arrays.fill(mask, TIME, TIME + 4, 0);
        return mask;
    }

    private static float[] hidden(Pass pass, Attention attention, int rows) {
        var random = new Random(11);
        var ids = new long[rows * TIME];
        Arrays.setAll(ids, i -> random.nextInt(61));
        var weight = new float[ids.length * 40];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian();
        }
        Tensor hidden = pass.hidden(Tensor.of(ids, rows, TIME), attention);
        pass.backward(hidden, Tensor.of(weight, rows, TIME, 40));
        return hidden.detached().floats();
    }

    private static void assertClose(float[] one, float[] two, double share) {
        double largest = 0;
        for (float value : two) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isPositive();
        for (int i = 0; i < two.length; i++) {
            assertThat((double) one[i]).isCloseTo(two[i], within(largest * share));
        }
    }
}
