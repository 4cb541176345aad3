package org.maslin.quality;

/** The standard normal distribution. */
final class Normal {

    private static final double TAIL = 3;
    private static final int TERMS = 60;

    private Normal() {}

    /** The probability of more than z: by series near 0, by continued fraction in the tail. */
    static double above(double z) {
        if (z < 0) {
            return 1 - above(-z);
        }
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z < TAIL) {
            double term = z;
            double sum = z;
            for (int i = 1; i < TERMS; i++) {
                term *= z * z / (2 * i + 1);
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = z;
        for (int i = TERMS; i > 0; i--) {
            fraction = z + i / fraction;
        }
        return density / fraction;
    }
}
