package org.maslin.quality;

/**
 * Independent Bayesian classifier combination: Dawid–Skene with Dirichlet priors, by variational
 * Bayes (Kim and Ghahramani, AISTATS 2012; priors and iteration as Li, Rubinstein and Cohn, ICML
 * 2019). Four pseudo-answers that were right and one of each wrong label, per true label; what is
 * not known of a worker counts for less than in {@link DawidSkene}.
 *
 * @param iterations the most rounds to run, at least 1
 * @param tolerance when to stop, as in {@link DawidSkene}
 */
public record Ibcc(int iterations, double tolerance) implements Aggregation {

    private static final int ITERATIONS = 500;
    private static final RateRule RULE = new VariationalRates(4, 1, 1);

    public Ibcc {
        Limits.check(iterations, tolerance);
    }

    /** At most 500 rounds, until posteriors move less than a millionth. */
    public Ibcc() {
        this(ITERATIONS, ExpectationMaximisation.TOLERANCE);
    }

    @Override
    public String name() {
        return "ibcc";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        Consensus variational =
                ExpectationMaximisation.run(
                        answers, name(), RULE, Majority.shares(answers), iterations, tolerance);
        return Consensus.of(answers, name(), variational.iterations(), variational.posterior());
    }
}
