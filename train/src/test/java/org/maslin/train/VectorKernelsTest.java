package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops on vector registers against plain ones, at sizes that fill no register. */
class VectorKernelsTest {

    @BeforeAll
    static void requireVectors() {
        Assumptions.assumeTrue(PackedDecoder.available(), "no vectors");
    }

    private static float[] random(int seed, int size) {
        var random = new Random(seed);
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian(0, 3);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 129})
    void products_areThoseOfThePlainLoop_andTheSameInAnyCompany(int outputs) {
        int inputs = 37;
        int rows = 19;
        float[] matrix = random(1, outputs * inputs);
        int width = VectorKernels.padded(outputs);
        var packed = new float[width * inputs];
        var all = MemorySegment.ofArray(matrix);
        int half = outputs / 2;
        long bytes = (long) half * inputs * Float.BYTES;
        VectorKernels.pack(all.asSlice(0, bytes), packed, 0, inputs);
        VectorKernels.pack(all.asSlice(bytes), packed, half, inputs);
        float[] x = random(2, VectorKernels.paddedRows(rows) * inputs);
        for (int count = 1; count <= rows; count++) {
            var y = new float[VectorKernels.paddedRows(count) * width];
            VectorKernels.multiply(x, count, inputs, packed, y, width);
            for (int row = 0; row < count; row++) {
                for (int o = 0; o < outputs; o++) {
                    float sum = 0;
                    for (int i = 0; i < inputs; i++) {
                        sum = Math.fma(x[row * inputs + i], matrix[o * inputs + i], sum);
                    }
                    assertThat(y[row * width + o]).isEqualTo(sum);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 130})
    void scores_areProductsInTheOrderOfTheDimensions(int n) {
        int size = 10;
        int stride = 144;
        float[] q = random(3, 5 + size);
        float[] k = random(4, 3 + size * stride + VectorKernels.SLACK);
        var y = new float[n + VectorKernels.SLACK];
        VectorKernels.scores(q, 5, size, k, 3, stride, y, n);
        for (int t = 0; t < n; t++) {
            float sum = 0;
            for (int i = 0; i < size; i++) {
                sum = Math.fma(q[5 + i], k[3 + i * stride + t], sum);
            }
            assertThat(y[t]).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 130})
    void mixture_ofValues_isThatOfThePlainLoop(int size) {
        for (int n = 1; n <= 8; n++) {
            float[] p = random(5, n);
            float[] v = random(6, 3 + n * size + VectorKernels.SLACK);
            var y = new float[2 + size + VectorKernels.SLACK];
            VectorKernels.mixture(p, n, v, 3, size, y, 2);
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int t = 0; t < n; t++) {
                    sum += (double) p[t] * v[3 + t * size + i];
                }
                assertThat(y[2 + i]).isCloseTo((float) sum, within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 130})
    void softmax_isThatOfDoubles(int n) {
        float[] x = random(7, n + VectorKernels.SLACK);
        double[] wanted = new double[n];
        for (int i = 0; i < n; i++) {
            wanted[i] = Math.exp(0.5 * x[i]);
        }
        double sum = Arrays.stream(wanted).sum();
        VectorKernels.softmax(x, n, 0.5f);
        for (int i = 0; i < n; i++) {
            assertThat((double) x[i]).isCloseTo(wanted[i] / sum, within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 130})
    void norm_isThatOfDoubles(int n) {
        float[] x = random(8, 3 + n);
        float[] weight = random(9, n);
        var y = new float[2 + n];
        VectorKernels.norm(x, 3, weight, 1e-6, y, 2, n);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (double) x[3 + i] * x[3 + i];
        }
        for (int i = 0; i < n; i++) {
            double wanted = x[3 + i] / Math.sqrt(squares / n + 1e-6) * weight[i];
            assertThat((double) y[2 + i]).isCloseTo(wanted, within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 4099})
    void exponentials_andTheLargest_areThoseOfThePlainLoops_toTheBit(int n) {
        float[] x = random(10, 3 + n);
        float largest = VectorKernels.largest(x, 3, n);
        assertThat(largest).isEqualTo(FastExp.largest(x, 3, n));
        var fast = new float[n];
        var plain = new float[n];
        VectorKernels.exp(x, 3, n, largest, 0.7f, fast);
        FastExp.of(x, 3, n, largest, 0.7f, plain);
        assertThat(fast).containsExactly(plain);
    }
}
