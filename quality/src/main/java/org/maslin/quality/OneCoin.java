package org.maslin.quality;

/**
 * One-coin Dawid–Skene: every worker is right with one probability, whatever the truth, and else
 * says any other label alike (Zhang, Chen, Zhou and Jordan, JMLR 17, 2016).
 *
 * <p>Fewer numbers to learn than {@link DawidSkene}, so it does with fewer answers; it is misled
 * where one label is mistaken for another more than the reverse. A worker starts with one right
 * pseudo-answer and a tenth of a wrong one.
 *
 * @param iterations the most rounds to run, at least 1
 * @param tolerance when to stop, as in {@link DawidSkene}
 */
public record OneCoin(int iterations, double tolerance) implements Aggregation {

    private static final RateRule RULE = new OneCoinRates(1, 0.1);

    public OneCoin {
        Limits.check(iterations, tolerance);
    }

    /** At most 100 rounds, until posteriors move less than a millionth. */
    public OneCoin() {
        this(ExpectationMaximisation.ITERATIONS, ExpectationMaximisation.TOLERANCE);
    }

    @Override
    public String name() {
        return "one-coin";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        return ExpectationMaximisation.run(
                answers, name(), RULE, Majority.shares(answers), iterations, tolerance);
    }
}
