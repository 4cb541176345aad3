package org.maslin.quality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What many answers have taught of labels and workers, to judge single tasks by without the answers
 * that it was learnt from. Holds a confusion matrix per worker and nothing per task.
 */
public final class KnownRates {

    private final List<String> labels;
    private final double[] prior;
    private final Map<String, double[][]> confusions;
    private final double[][] newcomer;
    private final double modelShare;

    private KnownRates(
            List<String> labels,
            double[] prior,
            Map<String, double[][]> confusions,
            double[][] newcomer,
            double modelShare) {
        this.labels = labels;
        this.prior = prior;
        this.confusions = confusions;
        this.newcomer = newcomer;
        this.modelShare = modelShare;
    }

    /**
     * @param modelShare the weight of the model in a pool with the votes
     */
    static KnownRates of(Consensus consensus, double modelShare) {
        List<String> labels = consensus.answers().labels();
        List<String> workers = consensus.answers().workers();
        var confusions = HashMap.<String, double[][]>newHashMap(workers.size());
        double[][] newcomer = new double[labels.size()][labels.size()];
        for (int worker = 0; worker < workers.size(); worker++) {
            double[][] confusion = consensus.confusion(worker);
            confusions.put(workers.get(worker), confusion);
            for (int truth = 0; truth < newcomer.length; truth++) {
                for (int answered = 0; answered < newcomer.length; answered++) {
                    newcomer[truth][answered] += confusion[truth][answered] / workers.size();
                }
            }
        }
        double[] prior = new double[labels.size()];
        for (int label = 0; label < prior.length; label++) {
            prior[label] = consensus.prior(label);
        }
        return new KnownRates(labels, prior, confusions, newcomer, modelShare);
    }

    /** The labels in their order. */
    public List<String> labels() {
        return labels;
    }

    /**
     * How probable each label of one task is. Of a worker who was not there, what is thought of the
     * others on average.
     *
     * @param workers [answer]: who gave it
     * @param given [answer]: its label
     * @return [label], sums to 1; null if a label is not known, so that all must be learnt again
     */
    public double @Nullable [] judge(List<String> workers, List<String> given) {
        int[] numbers = new int[given.size()];
        double[][][] rates = new double[given.size()][][];
        double[] votes = new double[labels.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels.indexOf(given.get(i));
            if (numbers[i] < 0) {
                return null;
            }
            rates[i] = confusions.getOrDefault(workers.get(i), newcomer);
            votes[numbers[i]] += 1.0 / numbers.length;
        }
        double[] posterior = Posterior.of(prior, rates, numbers);
        for (int label = 0; label < posterior.length; label++) {
            posterior[label] = modelShare * posterior[label] + (1 - modelShare) * votes[label];
        }
        return posterior;
    }
}
