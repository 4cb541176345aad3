package org.maslin.quality;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The parameters of {@link Mace} and its two half-steps on flat arrays. */
final class MaceModel {

    private static final double KNOW_PRIOR = 0.5;
    private static final double SPAM_PRIOR = 0.5;
    private static final double STRATEGY_PRIOR = 10;
    private static final double SMALL = 1e-290;

    private final int k;
    private final int tasks;
    private final int workers;
    private final int[] offsets;
    private final int[] rowOf;
    private final int[] labelOf;

    /** [worker][label]: (1 − x) θ, what spam contributes; and by how much knowing multiplies it. */
    private final double[] spam;

    private final double[] lift;
    private final double[] logSpam;

    /** The share of an answer that is knowledge, if its label is the truth. */
    private final double[] known;

    private final int[] workerOf;
    private final double[] spamCounts;
    private final double[] knowCounts;
    private final double[] posterior;

    MaceModel(Answers answers, RandomGenerator random) {
        k = answers.labels().size();
        tasks = answers.tasks().size();
        workers = answers.workers().size();
        offsets = answers.offsets();
        labelOf = answers.labelNumbers();
        rowOf = new int[answers.size()];
        for (int i = 0; i < rowOf.length; i++) {
            rowOf[i] = answers.worker(i) * k + answers.label(i);
        }
        spam = new double[workers * k];
        lift = new double[workers * k];
        logSpam = new double[workers * k];
        known = new double[workers * k];
        workerOf = answers.workerNumbers();
        spamCounts = new double[workers * k];
        knowCounts = new double[workers];
        posterior = new double[tasks * k];
        for (int worker = 0; worker < workers; worker++) {
            double spams = random.nextDouble(1, 2.5);
            double knows = random.nextDouble(1, 2.5);
            double sum = 0;
            for (int cell = worker * k; cell < worker * k + k; cell++) {
                spam[cell] = random.nextDouble(1, 2.5);
                sum += spam[cell];
            }
            for (int cell = worker * k; cell < worker * k + k; cell++) {
                set(cell, spams / (spams + knows) * spam[cell] / sum, knows / (spams + knows));
            }
        }
    }

    private void set(int cell, double spams, double knows) {
        spam[cell] = spams;
        lift[cell] = 1 + knows / spams;
        logSpam[cell] = Math.log(spams);
        known[cell] = knows / (spams + knows);
    }

    double[] posterior() {
        return posterior;
    }

    /** Posteriors and expected counts from the parameters; the log-likelihood of the answers. */
    double expect() {
        Arrays.fill(spamCounts, 0);
        Arrays.fill(knowCounts, 0);
        double likelihood = 0;
        double uniform = Math.log(1.0 / k);
        for (int task = 0; task < tasks; task++) {
            int base = task * k;
            int from = offsets[task];
            int to = offsets[task + 1];
            Arrays.fill(posterior, base, base + k, 1);
            double scale = uniform;
            for (int i = from; i < to; i++) {
                int row = rowOf[i];
                scale += logSpam[row];
                double p = posterior[base + labelOf[i]] * lift[row];
                posterior[base + labelOf[i]] = p;
                if (p > 1 / SMALL) {
                    scale += shrink(base);
                }
            }
            double sum = 0;
            for (int at = base; at < base + k; at++) {
                sum += posterior[at];
            }
            for (int at = base; at < base + k; at++) {
                posterior[at] /= sum;
            }
            likelihood += scale + Math.log(sum);
            for (int i = from; i < to; i++) {
                int row = rowOf[i];
                double knew = posterior[base + labelOf[i]] * known[row];
                knowCounts[workerOf[i]] += knew;
                spamCounts[row] += 1 - knew;
            }
        }
        return likelihood;
    }

    private double shrink(int base) {
        for (int at = base; at < base + k; at++) {
            posterior[at] *= SMALL;
        }
        return -Math.log(SMALL);
    }

    /** Parameters from the expected counts: exp E[ln ·] of a Beta and a Dirichlet. */
    void maximise() {
        for (int worker = 0; worker < workers; worker++) {
            double spammed = 0;
            for (int cell = worker * k; cell < worker * k + k; cell++) {
                spammed += spamCounts[cell];
            }
            double all = Digamma.exp(spammed + knowCounts[worker] + SPAM_PRIOR + KNOW_PRIOR);
            double spams = Digamma.exp(spammed + SPAM_PRIOR) / all;
            double knows = Digamma.exp(knowCounts[worker] + KNOW_PRIOR) / all;
            double strategies = Digamma.exp(spammed + k * STRATEGY_PRIOR);
            for (int cell = worker * k; cell < worker * k + k; cell++) {
                double strategy = Digamma.exp(spamCounts[cell] + STRATEGY_PRIOR) / strategies;
                set(cell, spams * strategy, knows);
            }
        }
    }
}
