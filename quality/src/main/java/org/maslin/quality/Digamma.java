package org.maslin.quality;

/** The derivative of the logarithm of the gamma function, for positive arguments. */
final class Digamma {

    private static final double LARGE = 6;

    private Digamma() {}

    /**
     * By recurrence up to 6, then the asymptotic series (Bernardo, Applied Statistics 25, 1976);
     * the error is below 1e-11.
     */
    static double of(double x) {
        double shift = 0;
        double at = x;
        while (at < LARGE) {
            shift += 1 / at;
            at++;
        }
        double series = series(1 / (at * at));
        return Math.log(at) - 0.5 / at - series - shift;
    }

    /**
     * exp(digamma(x)), which is what variational methods want; without a logarithm and with one
     * exponential: exp(digamma(x)) = x' exp(−1/(2x') − …) ÷ exp(shift).
     */
    static double exp(double x) {
        double shift = 0;
        double at = x;
        while (at < LARGE) {
            shift += 1 / at;
            at++;
        }
        double series = series(1 / (at * at));
        return at * Math.exp(-0.5 / at - series - shift);
    }

    private static double series(double r) {
        return r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r / 132))));
    }
}
