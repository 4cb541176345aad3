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
    private final Map<String, Double> weights;
    private final double newcomersWeight;

    private KnownRates(
            List<String> labels,
            double[] prior,
            Map<String, double[][]> confusions,
            double[][] newcomer,
            double modelShare,
            Map<String, Double> weights) {
        this.labels = labels;
        this.prior = prior;
        this.confusions = confusions;
        this.newcomer = newcomer;
        this.modelShare = modelShare;
        this.weights = weights;
        this.newcomersWeight =
                weights.values().stream().mapToDouble(Double::doubleValue).average().orElse(1);
    }

    /**
     * @param modelShare the weight of the model in a pool with the votes
     * @param weights [worker]: how much a vote weighs in the pool; null where all weigh alike
     */
    static KnownRates of(Consensus consensus, double modelShare, double @Nullable [] weights) {
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
        var named = new HashMap<String, Double>();
        if (weights != null) {
            for (int worker = 0; worker < weights.length; worker++) {
                named.put(workers.get(worker), weights[worker]);
            }
        }
        return new KnownRates(labels, prior, confusions, newcomer, modelShare, named);
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
        double weight = weight(workers);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels.indexOf(given.get(i));
            if (numbers[i] < 0) {
                return null;
            }
            rates[i] = confusions.getOrDefault(workers.get(i), newcomer);
            votes[numbers[i]] +=
                    weight > 0 ? weightOf(workers.get(i)) / weight : 1.0 / numbers.length;
        }
        double[] posterior = Posterior.of(prior, rates, numbers);
        for (int label = 0; label < posterior.length; label++) {
            posterior[label] = modelShare * posterior[label] + (1 - modelShare) * votes[label];
        }
        return posterior;
    }

    private double weight(List<String> workers) {
        return workers.stream().mapToDouble(this::weightOf).sum();
    }

    private double weightOf(String worker) {
        return weights.getOrDefault(worker, newcomersWeight);
    }
}
