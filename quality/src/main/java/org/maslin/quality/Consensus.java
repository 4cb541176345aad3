package org.maslin.quality;

import java.util.Arrays;
import org.maslin.core.Figure;

/**
 * What several answers say together: per task a label with its probability, per worker a skill and
 * a confusion matrix.
 */
public final class Consensus {

    private final Answers answers;
    private final String method;
    private final int iterations;
    private final double[] posterior;
    private final double[] prior;
    private final double[] rates;
    private final double[] support;

    /**
     * Takes over arrays that nobody changes afterwards.
     *
     * @param posterior [task][label], rows sum to 1
     * @param prior [label]
     * @param rates [worker][answered label][true label], the layout of {@link ErrorRates}
     * @param support [answer]: how probable the other answers make it; NaN if there are none
     */
    Consensus(
            Answers answers,
            String method,
            int iterations,
            double[] posterior,
            double[] prior,
            double[] rates,
            double[] support) {
        this.answers = answers;
        this.method = method;
        this.iterations = iterations;
        this.posterior = posterior;
        this.prior = prior;
        this.rates = rates;
        this.support = support;
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
                confusion[truth][answered] = rates[(worker * k + answered) * k + truth];
            }
        }
        return confusion;
    }

    /** How often each worker is right, by worker number; see {@link WorkerSkill}. */
    public Figure[] skills() {
        return WorkerSkill.of(answers, support);
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
        return rates;
    }

    double[] support() {
        return support;
    }

    /** The bits that make two results the same. */
    boolean sameAs(Consensus other) {
        return Arrays.equals(posterior, other.posterior) && Arrays.equals(rates, other.rates);
    }

    private int labelNumber(int task) {
        int best = 0;
        for (int label = 1; label < classes(); label++) {
            if (probability(task, label) > probability(task, best)) {
                best = label;
            }
        }
        return best;
    }
}
