package org.maslin.quality;

/**
 * Dawid–Skene exactly as crowd-kit 1.4.2 computes it, for comparison and for those who move.
 *
 * <p>It differs from {@link DawidSkene} in that nothing is smoothed (counts are clipped at 1e-10,
 * labels a worker never used have no rate), in its stopping rule, and in the posteriors it returns,
 * which are clipped at 1e-10 as well; see {@link CrowdKitLoop}.
 *
 * @param iterations the most rounds to run, at least 1
 * @param tolerance the least rise of the loss per answer that lets it go on
 */
public record CrowdKitDawidSkene(int iterations, double tolerance) implements Aggregation {

    public CrowdKitDawidSkene {
        Limits.check(iterations, tolerance);
    }

    /** The defaults of crowd-kit: 100 rounds, tolerance 1e-5. */
    public CrowdKitDawidSkene() {
        this(CrowdKitLoop.ITERATIONS, CrowdKitLoop.TOLERANCE);
    }

    @Override
    public String name() {
        return "dawid-skene (crowd-kit)";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        return CrowdKitLoop.run(answers, name(), Smoothing.NONE, iterations, tolerance);
    }
}
