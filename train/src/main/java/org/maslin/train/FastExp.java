package org.maslin.train;

/** e^x in 32-bit floats, to a unit or two of the last place, by exact operations alone. */
final class FastExp {

    static final float LEAST = -87;
    static final float MOST = 88;
    static final float LOG2_E = 1.44269504f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    static final float SHIFT = 12582912f;
    static final int SHIFT_BITS = Float.floatToRawIntBits(SHIFT);
    static final int BIAS = 127;
    static final int MANTISSA = 23;

    /** The series of e^r for |r| up to half of log 2, the highest power first. */
    static final float[] TERMS = {1f / 5040, 1f / 720, 1f / 120, 1f / 24, 1f / 6, 1f / 2, 1f, 1f};

    private FastExp() {}

    static float of(float x) {
        float bounded = Math.min(Math.max(x, LEAST), MOST);
        float shifted = Math.fma(bounded, LOG2_E, SHIFT);
        float n = shifted - SHIFT;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
        float p = TERMS[0];
        p = Math.fma(p, r, TERMS[1]);
        p = Math.fma(p, r, TERMS[2]);
        p = Math.fma(p, r, TERMS[3]);
        p = Math.fma(p, r, TERMS[4]);
        p = Math.fma(p, r, TERMS[5]);
        p = Math.fma(p, r, TERMS[6]);
        p = Math.fma(p, r, TERMS[7]);
        int power = Float.floatToRawIntBits(shifted) - SHIFT_BITS + BIAS << MANTISSA;
        return p * Float.intBitsToFloat(power);
    }

    /** The largest of n numbers. */
    static float largest(float[] x, int from, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[from + i]);
        }
        return max;
    }

    /** y = e^((x - max) / temperature) of n numbers. */
    static void of(float[] x, int from, int n, float max, float temperature, float[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = of((x[from + i] - max) / temperature);
        }
    }
}
