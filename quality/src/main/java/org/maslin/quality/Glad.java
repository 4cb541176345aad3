package org.maslin.quality;

/**
 * Generative model of labels, abilities and difficulties: worker j is right on task i with
 * probability σ(α_j e^{β_i}), else says any other label alike (Whitehill, Wu, Bergsma, Movellan and
 * Ruvolo, NIPS 2009). α and β have normal priors N(1, 1), as there.
 *
 * <p>Given the posteriors, each β is a problem of its own once the α are fixed, and each α once the
 * β are. So instead of a conjugate-gradient search over all of them we take, in turns, one step of
 * Fisher scoring for each: the slope divided by the expected curvature, at most 1 long. The fixed
 * points are the same, and a round costs four passes over the answers.
 *
 * @param iterations the most rounds to run, at least 1
 * @param tolerance when to stop, as in {@link DawidSkene}
 */
public record Glad(int iterations, double tolerance) implements Aggregation {

    private static final double TOLERANCE = 1e-5;

    public Glad {
        Limits.check(iterations, tolerance);
    }

    /** At most 100 rounds, until posteriors move less than a hundred-thousandth. */
    public Glad() {
        this(ExpectationMaximisation.ITERATIONS, TOLERANCE);
    }

    @Override
    public String name() {
        return "glad";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        var model = new GladModel(answers);
        double moved = model.infer();
        double enough = tolerance * answers.tasks().size();
        int done = 0;
        while (done < iterations && (tolerance == 0 || moved >= enough)) {
            model.scoreAbilities();
            model.scoreDifficulties();
            moved = model.infer();
            done++;
        }
        return Consensus.of(answers, name(), done, model.posterior());
    }
}
