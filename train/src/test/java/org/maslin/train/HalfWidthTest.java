package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.Progress;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

class HalfWidthTest {

    @Test
    void product_ofNumbersOf16Bits_isThatOfTheRoundedNumbers_rounded() {
        try (Scope scope = Scope.open()) {
            // 1 + 2^-9 needs more than the eight bits of a bfloat16 and becomes 1.
            Tensor x = Tensor.of(new float[] {1 + 1f / 512, 3}, 1, 2).to(ElementType.BFLOAT16);
            Tensor w = Tensor.of(new float[] {256, 0.5f}, 1, 2).to(ElementType.BFLOAT16);
            Tensor y = x.linear(w);
            assertThat(y.is(ElementType.BFLOAT16)).isTrue();
            // 1 · 256 + 3 · 0.5 = 257.5, between 256 and 258.
            assertThat(y.floats()).containsExactly(258);
        }
    }

    @Test
    void training_with16Bits_losesAlmostAsWith32(@TempDir Path folder) throws Exception {
        Path model = Fixtures.model(folder);
        Path sums = Fixtures.sums(folder, 90);
        double[] losses = new double[2];
        for (boolean halved : new boolean[] {false, true}) {
            var config = Fixtures.config(Algorithm.SFT, Map.of("max_steps", 8, "bf16", halved));
            losses[halved ? 1 : 0] =
                    new SftTrainer(config)
                            .run(model, sums, folder.resolve("out" + halved), Progress.NONE)
                            .finalLoss();
        }
        assertThat(losses[1]).isNotEqualTo(losses[0]).isCloseTo(losses[0], within(0.02));
    }
}
