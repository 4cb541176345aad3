package org.maslin.quality.pairwise;

/** Positive definite matrices, by Cholesky's factor. */
final class SymmetricMatrix {

    private static final double TINY = 1e-12;

    private SymmetricMatrix() {}

    static double[] solve(double[][] matrix, double[] right) {
        double[][] factor = factor(matrix);
        return substitute(factor, right);
    }

    static double[][] inverse(double[][] matrix) {
        double[][] factor = factor(matrix);
        int n = matrix.length;
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = substitute(factor, unit);
        }
        return inverse;
    }

    private static double[][] factor(double[][] matrix) {
        int n = matrix.length;
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(Math.max(sum, TINY)) : sum / l[j][j];
            }
        }
        return l;
    }

    private static double[] substitute(double[][] l, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= l[i][k] * x[k];
            }
            x[i] /= l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= l[k][i] * x[k];
            }
            x[i] /= l[i][i];
        }
        return x;
    }
}
