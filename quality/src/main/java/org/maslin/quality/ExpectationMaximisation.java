package org.maslin.quality;

/** Rounds over error rates and posteriors until they rest. */
final class ExpectationMaximisation {

    static final int ITERATIONS = 100;
    static final double TOLERANCE = 1e-6;

    private ExpectationMaximisation() {}

    /**
     * @param posterior [task][label]: where to start; taken over
     * @param tolerance the mean movement per task that is rest; 0 runs exactly all rounds
     */
    static Consensus run(
            Answers answers,
            String name,
            RateRule rule,
            double[] posterior,
            int iterations,
            double tolerance) {
        var rates = new ErrorRates(answers);
        rates.learn(posterior, rule);
        double enough = tolerance * answers.tasks().size();
        int done = 0;
        double moved = Double.POSITIVE_INFINITY;
        while (done < iterations && (tolerance == 0 || moved >= enough)) {
            moved = rates.step(posterior, rule);
            done++;
        }
        return new Consensus(
                answers,
                name,
                done,
                posterior,
                rates.prior(),
                rates::rates,
                () -> OthersBelief.of(answers, posterior));
    }
}
