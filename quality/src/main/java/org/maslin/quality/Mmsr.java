package org.maslin.quality;

import org.maslin.core.Seed;

/**
 * Matrix mean-subsequence-reduced: how often two workers agree is, beyond chance, the product of
 * their skills; that rank-one matrix is completed robustly, then workers vote by skill (Ma and
 * Olshevsky, Adversarial Crowdsourcing Through Robust Rank-One Matrix Completion, NeurIPS 2020).
 *
 * <p>Only pairs that share tasks are kept, so many workers of few tasks each are no burden. In each
 * sweep the F largest and the F smallest estimates of a skill are dropped, F being half the
 * smallest number of neighbours, less one. A skill is negative if the worker agrees with the
 * majority less than by chance; a worker without neighbours is at chance.
 *
 * @param iterations the most sweeps, at least 1
 * @param tolerance the change of the matrix that is rest; 0 runs exactly all sweeps
 * @param seed of the start
 */
public record Mmsr(int iterations, double tolerance, Seed seed) implements Aggregation {

    private static final int ITERATIONS = 1000;
    private static final double TOLERANCE = 1e-8;

    public Mmsr {
        Limits.check(iterations, tolerance);
    }

    /** At most a thousand sweeps. */
    public Mmsr(Seed seed) {
        this(ITERATIONS, TOLERANCE, seed);
    }

    @Override
    public String name() {
        return "mmsr";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        int k = answers.labels().size();
        if (k == 1) {
            return Consensus.of(answers, name(), 0, Majority.shares(answers));
        }
        var completion = new RankOne(new CommonTasks(answers), seed.derive(name()).generator());
        int done = 0;
        double moved = Double.POSITIVE_INFINITY;
        while (done < iterations && (tolerance == 0 || moved >= tolerance)) {
            moved = completion.sweep();
            done++;
        }
        int[] winners = Votes.winners(Majority.shares(answers), k);
        double[] skills = completion.skills(Votes.agreement(answers, winners));
        double margin = 1 / Math.sqrt(answers.tasks().size());
        double[] weights = new double[skills.length];
        for (int worker = 0; worker < skills.length; worker++) {
            double skill = Math.clamp(skills[worker], -1.0 / (k - 1) + margin, 1 - margin);
            double right = Math.clamp(skill * (k - 1) / k + 1.0 / k, margin / k, 1 - margin / k);
            weights[worker] = Math.log(right * (k - 1) / (1 - right));
        }
        return Consensus.of(answers, name(), done, posterior(answers, weights));
    }

    /** Logarithmic weights, which may be negative, as probabilities. */
    private static double[] posterior(Answers answers, double[] weights) {
        int k = answers.labels().size();
        double[] posterior = new double[answers.tasks().size() * k];
        for (int task = 0; task < answers.tasks().size(); task++) {
            int base = task * k;
            double most = 0;
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                posterior[base + answers.label(i)] += weights[answers.worker(i)];
            }
            for (int at = base; at < base + k; at++) {
                most = Math.max(most, posterior[at]);
            }
            double sum = 0;
            for (int at = base; at < base + k; at++) {
                posterior[at] = Math.exp(posterior[at] - most);
                sum += posterior[at];
            }
            for (int at = base; at < base + k; at++) {
                posterior[at] /= sum;
            }
        }
        return posterior;
    }
}
