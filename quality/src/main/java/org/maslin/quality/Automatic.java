package org.maslin.quality;

import java.util.ArrayList;
import java.util.List;
import org.maslin.core.Seed;

/**
 * The default consensus: a linear opinion pool of the model that best predicts held-out answers, a
 * third, and of the votes, weighted as {@link Wawa} does, two thirds.
 *
 * <p>The models are {@link DawidSkene}, {@link Ibcc}, {@link OneCoin} and {@link Mace}. Each answer
 * is predicted from the others of its task ({@link LeaveOneOut}); the model with the greatest
 * likelihood is taken. Where none predicts better than a model of workers who are all alike, all
 * have collapsed or there is nothing to learn, and the majority stands alone. A likelihood does not
 * tell where workers err <em>together</em>: there every model is certain and wrong. So the model is
 * pooled with the votes (Stone, Annals of Mathematical Statistics 32, 1961): it overturns what less
 * than three of four say, and nothing clearer. Skills and confusion matrices are the model's. Why
 * these, and what they were tried on, is in docs/concepts/consensus.md.
 */
public final class Automatic implements Aggregation {

    private static final double MODEL_SHARE = 1.0 / 3;
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
        double[] votes = votes(answers);
        if (answers.size() > ANSWERS_TO_CHOOSE_BY) {
            Aggregation chosen = choose(part(answers));
            return chosen instanceof Majority
                    ? alone(answers)
                    : pool(chosen.aggregate(answers), votes);
        }
        List<Consensus> candidates = new ArrayList<>();
        models.forEach(model -> candidates.add(model.aggregate(answers)));
        int best = best(answers, candidates);
        return best < 0 ? alone(answers) : pool(candidates.get(best), votes);
    }

    /**
     * As {@link DawidSkene#continueFrom}, pooled. The choice stays what it was: where an earlier
     * consensus chose another model than Dawid–Skene, that model starts anew.
     */
    public Consensus continueFrom(Consensus previous, Answers answers) {
        double[] votes = votes(answers);
        Consensus before = previous.model();
        if (before == null) {
            return aggregate(answers);
        }
        for (Aggregation model : models) {
            if (before.method().equals(model.name()) && !model.equals(dawidSkene)) {
                return pool(model.aggregate(answers), votes);
            }
        }
        return pool(dawidSkene.continueFrom(before, answers), votes);
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

    private Aggregation choose(Answers answers) {
        List<Consensus> candidates = new ArrayList<>();
        models.forEach(model -> candidates.add(model.aggregate(answers)));
        int best = best(answers, candidates);
        return best < 0 ? new Majority() : models.get(best);
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

    /** Every so manieth task, so that about as many answers remain as the choice takes. */
    private static Answers part(Answers answers) {
        int step = answers.size() / ANSWERS_TO_CHOOSE_BY + 1;
        var part = Answers.builder().repeats(answers.repeats());
        for (int task = 0; task < answers.tasks().size(); task += step) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                part.add(
                        answers.tasks().get(task),
                        answers.workers().get(answers.worker(i)),
                        answers.labels().get(answers.label(i)));
            }
        }
        return part.build();
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

    private static Consensus pool(Consensus judged, double[] votes) {
        return new Consensus(
                        judged.answers(),
                        pooledName(judged.method()),
                        judged.iterations(),
                        mix(judged.posterior(), votes),
                        judged.priors(),
                        judged::rates,
                        judged::support)
                .pooledFrom(judged);
    }

    private static String pooledName(String model) {
        return "auto: %s pooled with wawa".formatted(model);
    }

    private static double[] mix(double[] model, double[] votes) {
        double[] mixed = new double[model.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = MODEL_SHARE * model[i] + (1 - MODEL_SHARE) * votes[i];
        }
        return mixed;
    }
}
