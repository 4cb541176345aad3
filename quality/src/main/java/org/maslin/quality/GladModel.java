package org.maslin.quality;

import java.util.Arrays;

/** The parameters of {@link Glad} and its steps on flat arrays. */
final class GladModel {

    private static final double PRIOR_MEAN = 1;
    private static final double LONGEST_STEP = 1;
    private static final double STEEPEST = 30;

    private final int k;
    private final int[] offsets;
    private final int[] workerOf;
    private final int[] labelOf;
    private final double logOthers;
    private final double[] ability;
    private final double[] easiness;
    private final double[] slopes;
    private final double[] curvatures;
    private final double[] posterior;

    GladModel(Answers answers) {
        k = answers.labels().size();
        offsets = answers.offsets();
        workerOf = answers.workerNumbers();
        labelOf = answers.labelNumbers();
        logOthers = Math.log(Math.max(1, k - 1));
        ability = new double[answers.workers().size()];
        easiness = new double[answers.tasks().size()];
        slopes = new double[ability.length];
        curvatures = new double[ability.length];
        Arrays.fill(ability, PRIOR_MEAN);
        Arrays.fill(easiness, Math.exp(PRIOR_MEAN));
        posterior = new double[easiness.length * k];
    }

    double[] posterior() {
        return posterior;
    }

    /**
     * Posteriors from abilities and difficulties. Only the label that was said gains: by ln σ −
     * ln(1 − σ) + ln(K − 1) = α e^β + ln(K − 1).
     *
     * @return the sum of absolute changes
     */
    double infer() {
        double[] belief = new double[k];
        double moved = 0;
        for (int task = 0; task < easiness.length; task++) {
            Arrays.fill(belief, 0);
            for (int i = offsets[task]; i < offsets[task + 1]; i++) {
                belief[labelOf[i]] += ability[workerOf[i]] * easiness[task] + logOthers;
            }
            double most = belief[0];
            for (int label = 1; label < k; label++) {
                most = Math.max(most, belief[label]);
            }
            double sum = 0;
            for (int label = 0; label < k; label++) {
                belief[label] = Math.exp(belief[label] - most);
                sum += belief[label];
            }
            int base = task * k;
            for (int label = 0; label < k; label++) {
                double p = belief[label] / sum;
                moved += Math.abs(p - posterior[base + label]);
                posterior[base + label] = p;
            }
        }
        return moved;
    }

    void scoreAbilities() {
        Arrays.fill(slopes, 0);
        Arrays.fill(curvatures, 0);
        for (int task = 0; task < easiness.length; task++) {
            double easy = easiness[task];
            for (int i = offsets[task]; i < offsets[task + 1]; i++) {
                int worker = workerOf[i];
                double right = sigmoid(ability[worker] * easy);
                slopes[worker] += (posterior[task * k + labelOf[i]] - right) * easy;
                curvatures[worker] += right * (1 - right) * easy * easy;
            }
        }
        for (int worker = 0; worker < ability.length; worker++) {
            double slope = slopes[worker] - (ability[worker] - PRIOR_MEAN);
            ability[worker] += step(slope, curvatures[worker]);
        }
    }

    void scoreDifficulties() {
        for (int task = 0; task < easiness.length; task++) {
            double easy = easiness[task];
            double log = Math.log(easy);
            double slope = PRIOR_MEAN - log;
            double curvature = 0;
            for (int i = offsets[task]; i < offsets[task + 1]; i++) {
                double x = ability[workerOf[i]] * easy;
                double right = sigmoid(x);
                slope += (posterior[task * k + labelOf[i]] - right) * x;
                curvature += right * (1 - right) * x * x;
            }
            easiness[task] = Math.exp(log + step(slope, curvature));
        }
    }

    /** The prior adds 1 to the curvature. */
    private static double step(double slope, double curvature) {
        return Math.clamp(slope / (curvature + 1), -LONGEST_STEP, LONGEST_STEP);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-Math.clamp(x, -STEEPEST, STEEPEST)));
    }
}
