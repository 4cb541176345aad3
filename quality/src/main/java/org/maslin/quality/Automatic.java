package org.maslin.quality;

import java.util.List;
import org.maslin.core.Seed;

/**
 * The default consensus: a linear opinion pool of the model that best predicts held-out answers, a
 * third, and of the votes, weighted as {@link Wawa} does, two thirds.
 *
 * <p>The models are {@link DawidSkene}, {@link Ibcc}, {@link OneCoin} and {@link Mace}. Each answer
 * is predicted from the others of its task ({@link LeaveOneOut}); the model with the greatest
 * likelihood is taken. Where none predicts better than a model of workers who are all alike, all
 * have collapsed or there is nothing to learn, and the majority stands alone. That likelihood does
 * not tell where workers err <em>together</em>: there every model is certain and wrong. {@link
 * SharedErrors} looks for it, and {@link Ebcc} then has a half of the model's third. And the model
 * is pooled with the votes (Stone, Annals of Mathematical Statistics 32, 1961): it overturns what
 * less than three of four say, and nothing clearer. Skills and confusion matrices are the model's.
 * Why these, and what they were tried on, is in docs/concepts/consensus.md.
 */
public final class Automatic implements Aggregation {

    private static final double MODEL_SHARE = 1.0 / 3;
    private static final double SHARED_ERRORS_SHARE = 0.5;
    private static final int RESTARTS = 3;
    private static final int ROUNDS = 50;
    private static final double TOLERANCE = 1e-6;

    /** Beyond so many answers the choice is made on a part of the tasks. */
    private static final int ANSWERS_TO_CHOOSE_BY = 1_000_000;

    private final DawidSkene dawidSkene;
    private final List<Aggregation> models;

    public Automatic() {
        this(new DawidSkene());
    }

    /** Chooses among the models with a Dawid–Skene of other limits. */
    public Automatic(DawidSkene model) {
        this.dawidSkene = model;
        this.models =
                List.of(
                        model,
                        new Ibcc(),
                        new OneCoin(),
                        new Mace(RESTARTS, ROUNDS, TOLERANCE, new Seed(0)));
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        Answers seen = answers.part(ANSWERS_TO_CHOOSE_BY);
        List<Consensus> candidates = models.stream().map(model -> model.aggregate(seen)).toList();
        int best = best(seen, candidates);
        if (best < 0) {
            return alone(answers);
        }
        Consensus chosen =
                seen == answers ? candidates.get(best) : models.get(best).aggregate(answers);
        return pool(withSharedErrors(chosen));
    }

    /**
     * As {@link DawidSkene#continueFrom}, pooled. The choice stays what it was; where an earlier
     * consensus did not choose Dawid–Skene alone, everything starts anew.
     */
    public Consensus continueFrom(Consensus previous, Answers answers) {
        Consensus before = previous.model();
        return before == null || !before.method().equals(dawidSkene.name())
                ? aggregate(answers)
                : pool(dawidSkene.continueFrom(before, answers));
    }

    /**
     * What a consensus of this method has learnt, to judge further tasks by: with the share that
     * the model has in the pool, which is none where the majority stands alone.
     */
    public KnownRates learnt(Consensus consensus) {
        Answers answers = consensus.answers();
        return consensus.model() == null
                ? KnownRates.of(consensus, 0, null)
                : KnownRates.of(consensus, MODEL_SHARE, weights(answers));
    }

    private static double[] votes(Answers answers) {
        return Votes.shares(answers, weights(answers));
    }

    /** How much each worker's vote weighs. */
    private static double[] weights(Answers answers) {
        int[] winners = Votes.winners(Majority.shares(answers), answers.labels().size());
        return Votes.agreement(answers, winners);
    }

    /** The number of the best candidate; −1 if the votes predict better than all. */
    private static int best(Answers answers, List<Consensus> candidates) {
        double most = EqualWorkers.logLikelihood(answers);
        int best = Double.isNaN(most) ? 0 : -1;
        for (int i = 0; i < candidates.size(); i++) {
            double likelihood = LeaveOneOut.logLikelihood(answers, candidates.get(i).posterior());
            if (likelihood > most) {
                most = likelihood;
                best = i;
            }
        }
        return best;
    }

    /**
     * Where workers err together, the model that knows it has half a say, the chosen one and
     * one-coin, which cannot mistake shared errors for a habit of each worker, a quarter each.
     */
    private static Consensus withSharedErrors(Consensus chosen) {
        Answers answers = chosen.answers();
        Ebcc model = SharedErrors.model(answers);
        if (model == null) {
            return chosen;
        }
        Consensus together = model.aggregate(answers);
        double[] pooled =
                mix(
                        SHARED_ERRORS_SHARE,
                        together.posterior(),
                        mix(0.5, chosen.posterior(), new OneCoin().aggregate(answers).posterior()));
        String method = "%s with shared errors".formatted(chosen.method());
        return Consensus.of(answers, method, together.iterations(), pooled);
    }

    private static Consensus alone(Answers answers) {
        Consensus majority = new Majority().aggregate(answers);
        return new Consensus(
                answers,
                "auto: majority",
                0,
                majority.posterior(),
                majority.priors(),
                majority::rates,
                majority::support);
    }

    private static Consensus pool(Consensus judged) {
        return new Consensus(
                        judged.answers(),
                        "auto: %s pooled with wawa".formatted(judged.method()),
                        judged.iterations(),
                        mix(MODEL_SHARE, judged.posterior(), votes(judged.answers())),
                        judged.priors(),
                        judged::rates,
                        judged::support)
                .pooledFrom(judged);
    }

    /** The linear pool of two beliefs, of which the first has that share. */
    private static double[] mix(double share, double[] first, double[] second) {
        double[] mixed = new double[first.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share * first[i] + (1 - share) * second[i];
        }
        return mixed;
    }
}
