package org.maslin.quality;

/**
 * One-coin Dawid–Skene exactly as crowd-kit 1.4.2 computes it.
 *
 * <p>Nothing is smoothed, and it stops by crowd-kit's loss, early; see {@link CrowdKitLoop}.
 *
 * @param iterations the most rounds to run, at least 1
 * @param tolerance the least rise of the loss per answer that lets it go on
 */
public record CrowdKitOneCoin(int iterations, double tolerance) implements Aggregation {

    public CrowdKitOneCoin {
        Limits.check(iterations, tolerance);
    }

    /** The defaults of crowd-kit: 100 rounds, tolerance 1e-5. */
    public CrowdKitOneCoin() {
        this(CrowdKitLoop.ITERATIONS, CrowdKitLoop.TOLERANCE);
    }

    @Override
    public String name() {
        return "one-coin (crowd-kit)";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        var unsmoothed = new OneCoinRates(0, 0);
        return CrowdKitLoop.run(answers, name(), unsmoothed, iterations, tolerance);
    }
}
