package org.maslin.quality;

import org.maslin.quality.special.LogGamma;

/** Quantiles of the Beta distribution. */
final class BetaQuantile {

    private static final int HALVINGS = 60;
    private static final int TERMS = 300;
    private static final double REST = 1e-14;
    private static final double TINY = 1e-300;

    private BetaQuantile() {}

    /** The value below which a Beta(a, b) variable falls with this probability. */
    static double of(double probability, double a, double b) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle, a, b) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** P(X ≤ x): the regularised incomplete beta function, by Lentz's continued fraction. */
    static double cumulative(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double logFactor =
                LogGamma.of(a + b)
                        - LogGamma.of(a)
                        - LogGamma.of(b)
                        + a * Math.log(x)
                        + b * Math.log1p(-x);
        return x < (a + 1) / (a + b + 2)
                ? Math.exp(logFactor) * fraction(x, a, b) / a
                : 1 - Math.exp(logFactor) * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m <= TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < REST) {
                break;
            }
        }
        return h;
    }

    private static double nonZero(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }
}
