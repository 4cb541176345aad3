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
        Fit fit = fit(answers);
        return Consensus.of(answers, name(), fit.rounds, fit.posterior());
    }

    /** The restart of the greatest lower bound of the evidence. */
    Fit fit(Answers answers) {
        Fit best = fit(answers, 0);
        double most = restarts == 1 ? 0 : best.evidence();
        for (int restart = 1; restart < restarts; restart++) {
            Fit next = fit(answers, restart);
            double evidence = next.evidence();
            if (evidence > most) {
                best = next;
                most = evidence;
            }
        }
        return best;
    }

    private Fit fit(Answers answers, int restart) {
        int k = answers.labels().size();
        var rule = new KindRates(kinds);
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
        return new Fit(states, rounds, rates, rule);
    }

    /** Where one start came to rest: beliefs of the states, [task][label · kinds + kind]. */
    static final class Fit {

        private final double[] states;
        private final int rounds;
        private final ErrorRates rates;
        private final KindRates rule;

        private Fit(double[] states, int rounds, ErrorRates rates, KindRates rule) {
            this.states = states;
            this.rounds = rounds;
            this.rates = rates;
            this.rule = rule;
        }

        /** [task][label]: the beliefs of its kinds together. */
        double[] posterior() {
            double[] posterior = new double[states.length / rule.kinds()];
            for (int i = 0; i < states.length; i++) {
                posterior[i / rule.kinds()] += states[i];
            }
            return posterior;
        }

        /** The lower bound of ln P(answers), in nats. */
        double evidence() {
            return rates.evidence() - rule.divergence(rates);
        }
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
}
