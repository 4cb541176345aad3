package org.maslin.quality;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * What several answers say together: per task a label with its probability, per worker a skill and
 * a confusion matrix.
 */
public final class Consensus {

    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private final Answers answers;
    private final String method;
    private final int iterations;
    private final double[] posterior;
    private final double[] prior;
    private final Supplier<double[]> makeRates;
    private final Supplier<double[]> makeSupport;
    private double @Nullable [] rates;
    private double @Nullable [] support;
    private int @Nullable [] ranks;
    private @Nullable Consensus model;

    /**
     * Takes over arrays that nobody changes afterwards.
     *
     * @param posterior [task][label], rows sum to 1
     * @param prior [label]
     * @param rates [worker][answered label][true label], the layout of {@link ErrorRates}; asked
     *     once, and only if somebody wants them
     * @param support [answer]: how probable the other answers make it, NaN if there are none; asked
     *     as the rates are
     */
    Consensus(
            Answers answers,
            String method,
            int iterations,
            double[] posterior,
            double[] prior,
            Supplier<double[]> rates,
            Supplier<double[]> support) {
        this.answers = answers;
        this.method = method;
        this.iterations = iterations;
        this.posterior = posterior;
        this.prior = prior;
        this.makeRates = rates;
        this.makeSupport = support;
    }

    /** The consensus of a method that knows posteriors alone; error rates are learnt from them. */
    static Consensus of(Answers answers, String method, int iterations, double[] posterior) {
        var learnt = new LearntRates(answers, posterior);
        return new Consensus(
                answers,
                method,
                iterations,
                posterior,
                ErrorRates.shares(posterior, answers.labels().size()),
                learnt::rates,
                learnt::support);
    }

    public Answers answers() {
        return answers;
    }

    public String method() {
        return method;
    }

    /** How many rounds were run; 0 for methods without rounds. */
    public int iterations() {
        return iterations;
    }

    /** The most probable label of a task; of equally probable ones the first in label order. */
    public String label(int task) {
        return answers.labels().get(labelNumber(task));
    }

    /** The probability that the label of a task is right. */
    public double probability(int task) {
        return probability(task, labelNumber(task));
    }

    /** The probability that a label, by number, is the right one of a task. */
    public double probability(int task, int label) {
        return posterior[task * classes() + label];
    }

    /** The share of tasks whose right label is this one. */
    public double prior(int label) {
        return prior[label];
    }

    /** How often a worker says each label, given the true one: [true][answered], rows sum to 1. */
    public double[][] confusion(int worker) {
        int k = classes();
        double[][] confusion = new double[k][k];
        for (int answered = 0; answered < k; answered++) {
            for (int truth = 0; truth < k; truth++) {
                confusion[truth][answered] = rates()[(worker * k + answered) * k + truth];
            }
        }
        return confusion;
    }

    /**
     * What is known of each cell of a worker's confusion matrix: 95 % credible intervals, [true]
     * [answered], of the Dirichlet distribution after the expected answers and before them one
     * right pseudo-answer and a tenth of a wrong one for each true label.
     */
    public Interval[][] confusionIntervals(int worker) {
        int k = classes();
        double[][] counts = new double[k][k];
        for (int task = 0; task < answers.tasks().size(); task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                for (int truth = 0; answers.worker(i) == worker && truth < k; truth++) {
                    counts[truth][answers.label(i)] += probability(task, truth);
                }
            }
        }
        Interval[][] intervals = new Interval[k][k];
        for (int truth = 0; truth < k; truth++) {
            double total = Smoothing.DIAGONAL.right() + Smoothing.DIAGONAL.wrong();
            for (int said = 0; said < k; said++) {
                total += counts[truth][said];
            }
            for (int said = 0; said < k; said++) {
                double prior =
                        said == truth
                                ? Smoothing.DIAGONAL.right()
                                : Smoothing.DIAGONAL.wrongEach(k);
                double a = counts[truth][said] + prior;
                double b = Math.max(total - a, 0);
                intervals[truth][said] =
                        k == 1
                                ? new Interval(1, 1)
                                : new Interval(
                                        BetaQuantile.of(LOW, a, b), BetaQuantile.of(HIGH, a, b));
            }
        }
        return intervals;
    }

    /** How probable the other answers make each answer, by answer; NaN where there are none. */
    public double[] othersBelief() {
        return support().clone();
    }

    /** How often each worker is right, by worker number; see {@link WorkerSkill}. */
    public Figure[] skills() {
        return WorkerSkill.of(answers, support());
    }

    /** Of equally probable labels, the one of lowest rank is taken from now on. */
    Consensus breakingTiesBy(int[] ranks) {
        this.ranks = ranks;
        return this;
    }

    /** Remembers the consensus of the model that was pooled into this one. */
    Consensus pooledFrom(Consensus model) {
        this.model = model;
        return this;
    }

    /** The consensus that was pooled into this one; absent if none was. */
    @Nullable Consensus model() {
        return model;
    }

    int classes() {
        return answers.labels().size();
    }

    double[] posterior() {
        return posterior;
    }

    double[] priors() {
        return prior;
    }

    double[] rates() {
        double[] known = rates;
        if (known == null) {
            known = makeRates.get();
            rates = known;
        }
        return known;
    }

    double[] support() {
        double[] known = support;
        if (known == null) {
            known = makeSupport.get();
            support = known;
        }
        return known;
    }

    /** The bits that make two results the same. */
    boolean sameAs(Consensus other) {
        return Arrays.equals(posterior, other.posterior) && Arrays.equals(rates(), other.rates());
    }

    private int labelNumber(int task) {
        int best = 0;
        for (int label = 1; label < classes(); label++) {
            double ahead = probability(task, label) - probability(task, best);
            boolean preferred = ranks != null && ranks[label] < ranks[best];
            if (ahead > 0 || (ahead == 0 && preferred)) {
                best = label;
            }
        }
        return best;
    }
}
