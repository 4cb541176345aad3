package org.maslin.quality;

import java.util.Arrays;

/**
 * Bayesian weighted average: each label by itself is a number between 0 and 1 that workers report
 * with a precision of their own (Li, Rubinstein and Cohn, Truth Inference at Scale: A Bayesian
 * Model for Adjudicating Highly Redundant Crowd Annotations, WWW 2019). With N_j answers of worker
 * j and A_i of task i:
 *
 * <pre>v_j = (a + N_j) ÷ (b + Σ (z_i − y_ij)²)     z_i = (λ mean(z) + Σ v_j y_ij) ÷ (λ + Σ v_j)
 * </pre>
 *
 * <p>a = 15, λ = 1, and b sets the prior precision by how far the votes disagree. The score of a
 * label, as a share of the task's scores, is its probability here.
 *
 * @param iterations the most rounds to run, at least 1
 * @param tolerance the relative change that is rest; 0 runs exactly all rounds
 */
public record Bwa(int iterations, double tolerance) implements Aggregation {

    private static final int ITERATIONS = 500;
    private static final double TOLERANCE = 1e-3;
    private static final double NEAR_ZERO = 1e-8;
    private static final double SHAPE = 15;
    private static final double PULL = 1;

    public Bwa {
        Limits.check(iterations, tolerance);
    }

    /** At most 500 rounds, until no score moves by a thousandth. */
    public Bwa() {
        this(ITERATIONS, TOLERANCE);
    }

    @Override
    public String name() {
        return "bwa";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        int k = answers.labels().size();
        double[] posterior = Majority.shares(answers);
        int done = 0;
        for (int label = 0; label < k; label++) {
            done = Math.max(done, score(answers, label, posterior));
        }
        for (int base = 0; base < posterior.length; base += k) {
            double sum = 0;
            for (int at = base; at < base + k; at++) {
                sum += posterior[at];
            }
            for (int at = base; at < base + k; at++) {
                posterior[at] /= sum;
            }
        }
        return Consensus.of(answers, name(), done, posterior);
    }

    /** Replaces the vote shares of one label by its scores; tells the rounds it took. */
    private int score(Answers answers, int label, double[] scores) {
        int k = answers.labels().size();
        double[] z = new double[answers.tasks().size()];
        double spread = 0;
        for (int task = 0; task < z.length; task++) {
            z[task] = scores[task * k + label];
            spread += answers.overlap(task) * z[task] * (1 - z[task]);
        }
        double b = SHAPE * spread / answers.size() * 4 * (1 - 1.0 / k);
        double[] precision = new double[answers.workers().size()];
        int done = 0;
        boolean moving = true;
        while (moving && done < iterations) {
            weigh(answers, label, z, b, precision);
            moving = average(answers, label, z, precision) || tolerance == 0;
            done++;
        }
        for (int task = 0; task < z.length; task++) {
            scores[task * k + label] = z[task];
        }
        return done;
    }

    private static void weigh(
            Answers answers, int label, double[] z, double b, double[] precision) {
        double[] error = new double[precision.length];
        Arrays.fill(precision, SHAPE);
        for (int task = 0; task < z.length; task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                double off = z[task] - (answers.label(i) == label ? 1 : 0);
                error[answers.worker(i)] += off * off;
                precision[answers.worker(i)]++;
            }
        }
        for (int worker = 0; worker < precision.length; worker++) {
            precision[worker] /= Math.max(b + error[worker], NEAR_ZERO);
        }
    }

    private boolean average(Answers answers, int label, double[] z, double[] precision) {
        double mean = 0;
        for (double score : z) {
            mean += score / z.length;
        }
        boolean moving = false;
        for (int task = 0; task < z.length; task++) {
            double sum = PULL * mean;
            double total = PULL;
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                double weight = precision[answers.worker(i)];
                total += weight;
                sum += answers.label(i) == label ? weight : 0;
            }
            double score = sum / total;
            moving |= Math.abs(score - z[task]) > NEAR_ZERO + tolerance * Math.abs(score);
            z[task] = score;
        }
        return moving;
    }
}
