package org.maslin.quality;

import java.util.random.RandomGenerator;
import org.maslin.core.Seed;

/**
 * Enhanced Bayesian classifier combination: each label has several kinds of tasks, hidden as the
 * label is, on which workers err in different ways; so errors that workers share are explained by
 * the kind of task instead of being counted as agreement (Li, Rubinstein and Cohn, Exploiting
 * Worker Correlation for Label Aggregation in Crowdsourcing, ICML 2019), by variational Bayes.
 *
 * <p>To {@link ErrorRates} a kind of a label is a state of the task. The priors are the authors':
 * ten kinds, 0.1 pseudo-tasks shared by them, four pseudo-answers that were right, one of each
 * wrong label. Kinds begin as a random split of the vote shares; of several restarts the one with
 * the greatest lower bound of the evidence is kept.
 *
 * @param kinds how many kinds a label has, at least 1
 * @param restarts how often to start, at least 1
 * @param iterations the most rounds of each, at least 1
 * @param tolerance when to stop, as in {@link DawidSkene}
 * @param seed of the splits
 */
public record Ebcc(int kinds, int restarts, int iterations, double tolerance, Seed seed)
        implements Aggregation {

    private static final int KINDS = 10;
    private static final int RESTARTS = 1;
    private static final int ITERATIONS = 500;
    private static final double TOLERANCE = 1e-4;

    public Ebcc {
        Limits.check(iterations, tolerance);
        if (kinds < 1 || restarts < 1) {
            throw new IllegalArgumentException(
                    "The kinds (%d) and the restarts (%d) must be at least 1."
                            .formatted(kinds, restarts));
        }
    }

    /** One start with ten kinds, at most 500 rounds. */
    public Ebcc(Seed seed) {
        this(KINDS, RESTARTS, ITERATIONS, TOLERANCE, seed);
    }

    @Override
    public String name() {
        return "ebcc";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        int k = answers.labels().size();
        var rule = new KindRates(kinds);
        double[] best = {};
        double most = Double.NEGATIVE_INFINITY;
        int done = 0;
        for (int restart = 0; restart < restarts; restart++) {
            RandomGenerator random = seed.derive(name(), Integer.toString(restart)).generator();
            double[] states = split(Majority.shares(answers), random);
            var rates = new ErrorRates(answers, k * kinds);
            rates.learn(states, rule);
            double enough = tolerance * answers.tasks().size();
            int rounds = 0;
            double moved = Double.POSITIVE_INFINITY;
            while (rounds < iterations && (tolerance == 0 || moved >= enough)) {
                moved = rates.step(states, rule);
                rounds++;
            }
            double bound = restarts == 1 ? 0 : rates.evidence() - rule.divergence(rates, k);
            if (restart == 0 || bound > most) {
                best = states;
                most = bound;
                done = rounds;
            }
        }
        return Consensus.of(answers, name(), done, sumOfKinds(best));
    }

    /** Each share divided among the kinds by a draw from the flat Dirichlet distribution. */
    private double[] split(double[] shares, RandomGenerator random) {
        double[] states = new double[shares.length * kinds];
        double[] weights = new double[kinds];
        for (int i = 0; i < shares.length; i++) {
            double sum = 0;
            for (int kind = 0; kind < kinds; kind++) {
                weights[kind] = random.nextExponential();
                sum += weights[kind];
            }
            for (int kind = 0; kind < kinds; kind++) {
                states[i * kinds + kind] = shares[i] * weights[kind] / sum;
            }
        }
        return states;
    }

    private double[] sumOfKinds(double[] states) {
        double[] posterior = new double[states.length / kinds];
        for (int i = 0; i < states.length; i++) {
            posterior[i / kinds] += states[i];
        }
        return posterior;
    }
}
