package org.maslin.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.maslin.core.Seed;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * A linear head on states that do not move (Alain and Bengio, 2016): the w that makes the mean of
 * -p log σ(x) - (1 - p) log σ(-x), with x = w · d - margin, and ridge · |w|² smallest, where d is
 * what a pair's states differ by. The function is convex; Newton steps by conjugate gradients find
 * its one minimum, whatever they begin with.
 */
final class LinearProbe {

    private static final double[] RIDGES = {3, 1, .3, .1, .03, .01, .003, .001};
    private static final double ALONE = 1;
    private static final int FOLDS = 5;
    private static final int MOST_STEPS = 50;
    private static final double TOLERANCE = 1e-5;

    private final Tensor differences;
    private final EncodedPairs pairs;
    private final int n;
    private final int width;

    /**
     * @param differences [n, width], each column of a size near one
     * @param pairs whose margins, weights and shares count
     */
    LinearProbe(Tensor differences, EncodedPairs pairs) {
        this.differences = differences;
        this.pairs = pairs;
        this.n = Math.toIntExact(differences.size(0));
        this.width = Math.toIntExact(differences.size(1));
    }

    /**
     * How a ridge does on pairs that were left out.
     *
     * @param accuracy share of them whose chosen completion scores higher
     */
    record Held(double ridge, double loss, double accuracy) {}

    /** What a step began with. */
    record Step(double loss, double gradient, double accuracy) {}

    /** The head, and how it was come to. */
    record Fit(double[] head, List<Step> steps) {}

    /** The ridge with the smallest loss over five folds; without figures for fewer pairs. */
    Held chooseRidge(Seed seed) {
        if (n < 2 * FOLDS) {
            return new Held(ALONE, Double.NaN, Double.NaN);
        }
        int[] fold = folds(seed);
        var heads = new double[FOLDS][width];
        var best = new Held(ALONE, Double.POSITIVE_INFINITY, 0);
        for (double ridge : RIDGES) {
            double loss = 0;
            double right = 0;
            double all = 0;
            for (int f = 0; f < FOLDS; f++) {
                heads[f] = fit(ridge, without(fold, f), heads[f]).head();
                double[] margins = along(heads[f]);
                for (int i = 0; i < n; i++) {
                    if (fold[i] == f) {
                        loss += pairs.weights()[i] * loss(margins[i], i);
                        right += margins[i] > 0 ? pairs.weights()[i] : 0;
                        all += pairs.weights()[i];
                    }
                }
            }
            var held = new Held(ridge, loss / all, right / all);
            if (held.loss() > best.loss()) {
                break;
            }
            best = held;
        }
        return best;
    }

    private int[] folds(Seed seed) {
        var fold = new int[n];
        RandomGenerator random = seed.generator();
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            fold[i] = fold[j];
            fold[j] = i % FOLDS;
        }
        return fold;
    }

    private double[] without(int[] fold, int left) {
        double[] weights = pairs.weights().clone();
        for (int i = 0; i < n; i++) {
            weights[i] = fold[i] == left ? 0 : weights[i];
        }
        return weights;
    }

    /** The head of all pairs. */
    Fit fit(double ridge) {
        return fit(ridge, pairs.weights(), new double[width]);
    }

    private Fit fit(double ridge, double[] weights, double[] start) {
        List<Step> steps = new ArrayList<>();
        double all = Math.max(Arrays.stream(weights).sum(), 1e-9);
        double[] w = start.clone();
        double[] margins = along(w);
        double loss = loss(margins, weights, all, w, ridge);
        for (int step = 0; step < MOST_STEPS; step++) {
            var slopes = new double[n];
            var bends = new double[n];
            for (int i = 0; i < n; i++) {
                double p = sigmoid(margins[i] - pairs.margins()[i]);
                slopes[i] = weights[i] / all * (p - pairs.shares()[i]);
                bends[i] = weights[i] / all * p * (1 - p);
            }
            double[] gradient = plus(across(slopes), 2 * ridge, w);
            double size = Math.sqrt(dot(gradient, gradient));
            steps.add(new Step(loss, size, accuracy(margins, weights, all)));
            if (size < TOLERANCE) {
                break;
            }
            double[] towards = newton(gradient, bends, ridge, Math.min(.1, Math.sqrt(size)) * size);
            double slope = dot(gradient, towards);
            double length = 1;
            double[] next = plus(w, length, towards);
            double[] nextMargins = along(next);
            double nextLoss = loss(nextMargins, weights, all, next, ridge);
            while (nextLoss > loss + 1e-4 * length * slope && length > 1e-3) {
                length /= 2;
                next = plus(w, length, towards);
                nextMargins = along(next);
                nextLoss = loss(nextMargins, weights, all, next, ridge);
            }
            if (nextLoss >= loss) {
                break;
            }
            w = next;
            margins = nextMargins;
            loss = nextLoss;
        }
        return new Fit(w, steps);
    }

    /** Conjugate gradients on (Dᵀ diag(bends) D + 2 ridge) x = -gradient. */
    private double[] newton(double[] gradient, double[] bends, double ridge, double tolerance) {
        var x = new double[width];
        double[] residual = plus(new double[width], -1, gradient);
        double[] direction = residual.clone();
        double size = dot(residual, residual);
        for (int i = 0; i < width && Math.sqrt(size) > tolerance; i++) {
            double[] bent = along(direction);
            for (int k = 0; k < n; k++) {
                bent[k] *= bends[k];
            }
            double[] product = plus(across(bent), 2 * ridge, direction);
            double length = size / dot(direction, product);
            x = plus(x, length, direction);
            residual = plus(residual, -length, product);
            double before = size;
            size = dot(residual, residual);
            direction = plus(residual, size / before, direction);
        }
        return x;
    }

    private double loss(double margin, int i) {
        double x = margin - pairs.margins()[i];
        double p = pairs.shares()[i];
        return p * softplus(-x) + (1 - p) * softplus(x);
    }

    private double loss(double[] margins, double[] weights, double all, double[] w, double ridge) {
        double loss = ridge * dot(w, w);
        for (int i = 0; i < n; i++) {
            loss += weights[i] == 0 ? 0 : weights[i] / all * loss(margins[i], i);
        }
        return loss;
    }

    private static double accuracy(double[] margins, double[] weights, double all) {
        double right = 0;
        for (int i = 0; i < margins.length; i++) {
            right += margins[i] > 0 ? weights[i] : 0;
        }
        return right / all;
    }

    /** D v, of length n. */
    private double[] along(double[] v) {
        try (Scope scope = Scope.open()) {
            return differences.matmul(Tensor.of(floats(v), width, 1)).doubles();
        }
    }

    /** Dᵀ v, as long as a state is wide. */
    private double[] across(double[] v) {
        try (Scope scope = Scope.open()) {
            return Tensor.of(floats(v), 1, n).matmul(differences).doubles();
        }
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] plus(double[] a, double scale, double[] b) {
        var sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + scale * b[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
