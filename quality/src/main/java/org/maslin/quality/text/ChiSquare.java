package org.maslin.quality.text;

import org.maslin.quality.special.LogGamma;

/** Quantiles of the chi-square distribution. */
final class ChiSquare {

    private static final int HALVINGS = 200;
    private static final int TERMS = 2000;
    private static final double REST = 1e-16;

    private ChiSquare() {}

    /** The value below which a variable of so many degrees of freedom falls with a probability. */
    static double quantile(double probability, double degrees) {
        double low = 0;
        double high = degrees + 20 * Math.sqrt(2 * degrees) + 20;
        for (int i = 0; i < HALVINGS && high - low > REST * high; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle, degrees) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The regularised incomplete gamma function at (degrees ÷ 2, x ÷ 2), by its power series. */
    static double cumulative(double x, double degrees) {
        double a = degrees / 2;
        double half = x / 2;
        if (half <= 0) {
            return 0;
        }
        double term = 1 / a;
        double sum = term;
        for (int i = 1; i < TERMS && term > REST * sum; i++) {
            term *= half / (a + i);
            sum += term;
        }
        return Math.min(1, sum * Math.exp(a * Math.log(half) - half - LogGamma.of(a)));
    }
}
