package org.maslin.quality.pairwise;

import java.util.Arrays;
import java.util.Set;

/**
 * Crowd-BT: worker w says what Bradley–Terry says with probability η_w, and the opposite else
 * (Chen, Bennett, Collins-Thompson and Horvitz, Pairwise Ranking Aggregation in a Crowdsourced
 * Setting, WSDM 2013). Workers who answer at random come out at one half and count for nothing;
 * those who answer the wrong way round are read the other way.
 *
 * <p>Expectation maximisation: how probable it is that each answer was meant as said, then scores
 * by {@link BradleyTerry} with those weights and η by counting, under a Beta(5, 2) prior, until the
 * scores rest. A tie is half a win of each.
 *
 * @param biases what else may sway a comparison
 */
public record CrowdBt(Set<Bias> biases) implements PairwiseModel {

    private static final double MEANT = 4;
    private static final double OPPOSITE = 1;
    private static final int ROUNDS = 500;
    private static final double REST = 1e-8;

    public CrowdBt {
        biases = Set.copyOf(biases);
    }

    /** Without biases. */
    public CrowdBt() {
        this(Set.of());
    }

    @Override
    public String name() {
        return "crowd-bt";
    }

    @Override
    public Ranking rank(Comparisons comparisons) {
        var fit = new PairwiseFit(comparisons, biases, PairwiseFit.Ties.HALF);
        double[] ability = new double[comparisons.workers().size()];
        double[] n = new double[ability.length];
        Arrays.fill(ability, (MEANT + 1) / (MEANT + OPPOSITE + 2));
        for (int i = 0; i < comparisons.size(); i++) {
            n[comparisons.worker(i)]++;
        }
        fit.maximise();
        double moved = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && moved > REST; round++) {
            double[] before = fit.parameters().clone();
            double[] meant = new double[ability.length];
            for (int i = 0; i < comparisons.size(); i++) {
                double win = fit.winProbability(i);
                double eta = ability[comparisons.worker(i)];
                double left = meant(eta, win);
                double right = meant(eta, 1 - win);
                double outcome = comparisons.outcome(i);
                fit.weigh(i, outcome * left + (1 - outcome) * (1 - right));
                meant[comparisons.worker(i)] += outcome * left + (1 - outcome) * right;
            }
            fit.maximise();
            for (int worker = 0; worker < ability.length; worker++) {
                ability[worker] = (meant[worker] + MEANT) / (n[worker] + MEANT + OPPOSITE);
            }
            moved = distance(before, fit.parameters());
        }
        fit.abilities(ability);
        return Rankings.of(comparisons, fit, name(), ability);
    }

    /** How probable it is that an answer that has this probability was meant as said. */
    private static double meant(double eta, double probability) {
        double asSaid = eta * probability;
        return asSaid / (asSaid + (1 - eta) * (1 - probability));
    }

    private static double distance(double[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }
}
