package org.maslin.quality.pairwise;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood that the pairwise models share, and its maximum.
 *
 * <p>With d = s_left − s_right + position + length · x the left one wins with probability e^{d/2} ÷
 * Z and loses with e^{−d/2} ÷ Z; a tie has ν ÷ Z, Z = e^{d/2} + e^{−d/2} + ν. Without ties as an
 * outcome ν = 0 and a tie is half of each. The logarithm is concave in scores, biases and ln ν;
 * Newton's method with halved steps finds the maximum from 0 in a handful of rounds.
 */
final class PairwiseFit {

    enum Ties {
        HALF,
        OUTCOME
    }

    /** 1 ÷ variance of the normal prior of every parameter. */
    private static final double PRECISION = 0.01;

    private static final int ROUNDS = 100;
    private static final double REST = 1e-10;

    private final Comparisons comparisons;
    private final boolean tieIsOutcome;
    private final int items;
    private final int position;
    private final int length;
    private final int logTie;
    private final double[] parameters;
    private final double[] weight;
    private double @Nullable [] ability;

    PairwiseFit(Comparisons comparisons, Set<Bias> biases, Ties ties) {
        this.comparisons = comparisons;
        this.tieIsOutcome = ties == Ties.OUTCOME;
        items = comparisons.items().size();
        int n = items;
        position = biases.contains(Bias.POSITION) ? n++ : -1;
        length = biases.contains(Bias.LENGTH) ? n++ : -1;
        logTie = tieIsOutcome ? n++ : -1;
        parameters = new double[n];
        weight = new double[comparisons.size()];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = comparisons.outcome(i);
        }
    }

    double[] parameters() {
        return parameters;
    }

    /** Where a bias stands among the parameters; −1 if it was not asked for. */
    int place(Bias bias) {
        return bias == Bias.POSITION ? position : length;
    }

    /** How often two equal items are called a tie. */
    double tie() {
        double nu = logTie < 0 ? 0 : Math.exp(parameters[logTie]);
        return nu / (2 + nu);
    }

    /** The share of comparison i that counts as won by the left one. */
    void weigh(int i, double won) {
        weight[i] = won;
    }

    /** From now on the information is that of workers who mean what they say only so often. */
    void abilities(double[] ability) {
        this.ability = ability;
    }

    double winProbability(int i) {
        return 1 / (1 + Math.exp(-difference(parameters, i)));
    }

    private double difference(double[] at, int i) {
        double d = at[comparisons.left(i)] - at[comparisons.right(i)];
        d += position < 0 ? 0 : at[position];
        return d + (length < 0 ? 0 : at[length] * comparisons.length(i));
    }

    void maximise() {
        double value = value(parameters);
        for (int round = 0; round < ROUNDS; round++) {
            double[] gradient = gradient();
            double[] step = SymmetricMatrix.solve(information(), gradient);
            double scale = 1;
            double[] next = moved(step, scale);
            double nextValue = value(next);
            while (nextValue < value && scale > REST) {
                scale /= 2;
                next = moved(step, scale);
                nextValue = value(next);
            }
            System.arraycopy(next, 0, parameters, 0, next.length);
            double rise = nextValue - value;
            value = nextValue;
            if (rise <= REST * (1 + Math.abs(value)) * REST || largest(step) < REST) {
                return;
            }
        }
    }

    private double[] moved(double[] step, double scale) {
        double[] next = parameters.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] += scale * step[i];
        }
        return next;
    }

    private static double largest(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }

    private double value(double[] at) {
        double sum = 0;
        for (double parameter : at) {
            sum -= PRECISION / 2 * parameter * parameter;
        }
        double nu = logTie < 0 ? 0 : Math.exp(at[logTie]);
        for (int i = 0; i < weight.length; i++) {
            double half = difference(at, i) / 2;
            double size = Math.abs(half);
            double logZ = size + Math.log1p(Math.exp(-2 * size) + nu * Math.exp(-size));
            boolean tied = tieIsOutcome && comparisons.outcome(i) == 0.5;
            sum += (tied ? Math.log(nu) : (2 * weight[i] - 1) * half) - logZ;
        }
        return sum;
    }

    private double[] gradient() {
        double[] gradient = new double[parameters.length];
        for (int p = 0; p < gradient.length; p++) {
            gradient[p] = -PRECISION * parameters[p];
        }
        double nu = logTie < 0 ? 0 : Math.exp(parameters[logTie]);
        for (int i = 0; i < weight.length; i++) {
            double half = difference(parameters, i) / 2;
            double up = 1 / (1 + Math.exp(-2 * half) + nu * Math.exp(-half));
            double down = 1 / (1 + Math.exp(2 * half) + nu * Math.exp(half));
            double slope = (2 * weight[i] - 1) / 2 - (up - down) / 2;
            gradient[comparisons.left(i)] += slope;
            gradient[comparisons.right(i)] -= slope;
            if (position >= 0) {
                gradient[position] += slope;
            }
            if (length >= 0) {
                gradient[length] += slope * comparisons.length(i);
            }
            if (logTie >= 0) {
                gradient[logTie] += (comparisons.outcome(i) == 0.5 ? 1 : 0) - (1 - up - down);
            }
        }
        return gradient;
    }

    /** Minus the second derivatives, prior included: [parameter][parameter]. */
    double[][] information() {
        double[][] information = new double[parameters.length][parameters.length];
        for (int p = 0; p < parameters.length; p++) {
            information[p][p] = PRECISION;
        }
        double nu = logTie < 0 ? 0 : Math.exp(parameters[logTie]);
        int[] places = new int[4];
        double[] slopes = new double[4];
        for (int i = 0; i < weight.length; i++) {
            double half = difference(parameters, i) / 2;
            double up = 1 / (1 + Math.exp(-2 * half) + nu * Math.exp(-half));
            double down = 1 / (1 + Math.exp(2 * half) + nu * Math.exp(half));
            double spread = (up + down - (up - down) * (up - down)) / 4;
            double curvature = ability == null ? spread : doubted(i, up);
            int n = 0;
            places[n] = comparisons.left(i);
            slopes[n++] = 1;
            places[n] = comparisons.right(i);
            slopes[n++] = -1;
            if (position >= 0) {
                places[n] = position;
                slopes[n++] = 1;
            }
            if (length >= 0) {
                places[n] = length;
                slopes[n++] = comparisons.length(i);
            }
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    information[places[a]][places[b]] += curvature * slopes[a] * slopes[b];
                }
            }
            if (logTie >= 0) {
                double tied = 1 - up - down;
                information[logTie][logTie] += tied * (1 - tied);
                for (int a = 0; a < n; a++) {
                    double mixed = -tied * (up - down) / 2 * slopes[a];
                    information[places[a]][logTie] += mixed;
                    information[logTie][places[a]] += mixed;
                }
            }
        }
        return information;
    }

    /** What an answer tells of the difference if it is meant as said only so often. */
    private double doubted(int i, double win) {
        double eta = ability == null ? 1 : ability[comparisons.worker(i)];
        double said = eta * win + (1 - eta) * (1 - win);
        double slope = (2 * eta - 1) * win * (1 - win);
        return slope * slope / (said * (1 - said));
    }
}
