package org.maslin.quality;

/**
 * The default consensus: a linear opinion pool of Dawid–Skene (three quarters) and the majority (a
 * quarter).
 *
 * <p>Neither method wins on all crowds, and without truth a likelihood does not tell which will: it
 * prefers Dawid–Skene even where workers err together and its certainty is false. So we do not
 * choose, we pool (Stone, Annals of Mathematical Statistics 32, 1961). A pool keeps a clear verdict
 * of Dawid–Skene, lets the votes decide where it wavers between two labels, and is less often
 * certain and wrong. Skills and confusion matrices are those of Dawid–Skene. Weights and what they
 * were tried on are in docs/concepts/consensus.md.
 */
public final class Automatic implements Aggregation {

    private static final double MODEL_SHARE = 0.75;

    private final DawidSkene model;

    public Automatic() {
        this(new DawidSkene());
    }

    /** Pools with a Dawid–Skene of other limits. */
    public Automatic(DawidSkene model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        return pool(model.aggregate(answers));
    }

    /** As {@link DawidSkene#continueFrom}, pooled. */
    public Consensus continueFrom(Consensus previous, Answers answers) {
        return pool(model.continueFrom(previous, answers));
    }

    /** What a consensus of this method has learnt, to judge further tasks by. */
    public KnownRates learnt(Consensus consensus) {
        return KnownRates.of(consensus, MODEL_SHARE);
    }

    private Consensus pool(Consensus judged) {
        Answers answers = judged.answers();
        return new Consensus(
                answers,
                "auto: dawid-skene pooled with majority",
                judged.iterations(),
                mix(judged.posterior(), Majority.shares(answers)),
                judged.priors(),
                judged.rates(),
                judged.support());
    }

    private static double[] mix(double[] model, double[] votes) {
        double[] mixed = new double[model.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = MODEL_SHARE * model[i] + (1 - MODEL_SHARE) * votes[i];
        }
        return mixed;
    }
}
