package org.maslin.quality;

import org.maslin.quality.special.LogGamma;

/** What is asked of Dirichlet distributions. */
final class Dirichlet {

    private Dirichlet() {}

    /** The Kullback–Leibler divergence of Dir(a) from Dir(b). */
    static double divergence(double[] a, double[] b) {
        double sumA = 0;
        double sumB = 0;
        for (int i = 0; i < a.length; i++) {
            sumA += a[i];
            sumB += b[i];
        }
        double divergence = LogGamma.of(sumA) - LogGamma.of(sumB);
        double all = Digamma.of(sumA);
        for (int i = 0; i < a.length; i++) {
            divergence += LogGamma.of(b[i]) - LogGamma.of(a[i]);
            if (a[i] != b[i]) {
                divergence += (a[i] - b[i]) * (Digamma.of(a[i]) - all);
            }
        }
        return divergence;
    }
}
