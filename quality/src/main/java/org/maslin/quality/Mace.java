package org.maslin.quality;

import java.util.random.RandomGenerator;
import org.maslin.core.Seed;

/**
 * Multi-annotator competence estimation: a worker either knows and copies the truth, or spams and
 * draws from a distribution of their own (Hovy, Berg-Kirkpatrick, Vaswani and Hovy, NAACL 2013), by
 * variational Bayes.
 *
 * <p>With x_j the probability to know and θ_j the spam of worker j, an answer y has the likelihood
 * (1 − x_j) θ_j[y] + x_j [y = k]. Only the label that was said differs from the others, so a task
 * costs its answers, not answers times labels. The restart with the greatest likelihood is kept;
 * each one starts elsewhere.
 *
 * @param restarts how often to start at random, at least 1
 * @param iterations the most rounds of each, at least 1
 * @param tolerance the rise of the log-likelihood per answer that is rest; 0 runs all rounds
 * @param seed of the starts
 */
public record Mace(int restarts, int iterations, double tolerance, Seed seed)
        implements Aggregation {

    private static final int RESTARTS = 10;
    private static final int ITERATIONS = 50;
    private static final double TOLERANCE = 1e-8;

    public Mace {
        Limits.check(iterations, tolerance);
        if (restarts < 1) {
            throw new IllegalArgumentException(
                    "The number of restarts (%d) must be at least 1.".formatted(restarts));
        }
    }

    /** Ten restarts of at most fifty rounds, the authors' numbers, each until it rests. */
    public Mace(Seed seed) {
        this(RESTARTS, ITERATIONS, TOLERANCE, seed);
    }

    @Override
    public String name() {
        return "mace";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        double[] best = {};
        double most = Double.NEGATIVE_INFINITY;
        int done = 0;
        for (int restart = 0; restart < restarts; restart++) {
            RandomGenerator random = seed.derive(name(), Integer.toString(restart)).generator();
            var model = new MaceModel(answers, random);
            double likelihood = model.expect();
            int rounds = 0;
            double rise = Double.POSITIVE_INFINITY;
            while (rounds < iterations && (tolerance == 0 || rise > tolerance * answers.size())) {
                model.maximise();
                double next = model.expect();
                rise = next - likelihood;
                likelihood = next;
                rounds++;
            }
            if (restart == 0 || likelihood > most) {
                best = model.posterior();
                most = likelihood;
                done = rounds;
            }
        }
        return Consensus.of(answers, name(), done, best);
    }
}
