package org.maslin.quality.special;

/** ln Γ(x) for positive x, by Lanczos' series (SIAM Numerical Analysis 1, 1964). */
public final class LogGamma {

    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private LogGamma() {}

    public static double of(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - of(1 - x);
        }
        double at = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (at + i);
        }
        double t = at + LANCZOS.length - 1.5;
        return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
