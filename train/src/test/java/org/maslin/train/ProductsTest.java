package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

class ProductsTest {

    private static final Products WHOLE = Products.of(ElementType.FLOAT32);
    private static final Products WIDENED = new Products(true, false);
    private static final Products NARROW = new Products(true, true);

    /** A bfloat16 has eight bits. */
    private static final double ROUNDING = 1.0 / 256;

    @Test
    void whole_keepWhatSixteenBitsCannot() {
        try (Scope scope = Scope.open()) {
            assertThat(product(WHOLE).floats()).containsExactly(257);
        }
    }

    @Test
    void rounded_areOfRoundedFactors_andRoundedThemselves() {
        try (Scope scope = Scope.open()) {
            // 1 · 256 + 1 · 0.5 = 256.5, between 256 and 258.
            assertThat(product(WIDENED).floats()).containsExactly(256);
            assertThat(product(NARROW).floats()).containsExactly(256);
        }
    }

    /** 1 + 2^-9 needs more than the eight bits of a bfloat16 and becomes 1. */
    private static Tensor product(Products products) {
        Tensor a = Tensor.of(new float[] {1 + 1f / 512, 1}, 1, 2);
        Tensor b = Tensor.of(new float[] {256, 0.5f}, 2, 1);
        return products.of(products.factor(a), products.factor(b));
    }

    @Test
    void narrowAndWidened_differByTheirLastBitAtMost() {
        try (Scope scope = Scope.open()) {
            Tensor a = random(70, 33);
            Tensor b = random(33, 29);
            float[] one = WIDENED.of(WIDENED.factor(a), WIDENED.factor(b)).floats();
            float[] two = NARROW.of(NARROW.factor(a), NARROW.factor(b)).floats();
            for (int i = 0; i < one.length; i++) {
                assertThat(one[i]).isCloseTo(two[i], within((float) (ROUNDING * 8)));
            }
        }
    }

    @Test
    void add_isTheProductWithTheTransposed() {
        try (Scope scope = Scope.open()) {
            Tensor a = random(33, 70);
            Tensor b = random(33, 29);
            for (Products products : new Products[] {WHOLE, WIDENED, NARROW}) {
                Tensor x = products.factor(a);
                Tensor y = products.factor(b);
                Tensor sum = Tensor.zeros(ElementType.FLOAT32, 70, 29);
                sum.plusInPlace(1);
                products.add(sum, x, y);
                float[] wanted = products.of(x.transpose(0, 1), y).floats();
                float[] found = sum.floats();
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).isCloseTo(wanted[i] + 1, within(1e-4f));
                }
            }
        }
    }

    private static Tensor random(int rows, int columns) {
        var random = new Random(rows);
        var values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, rows, columns);
    }
}
