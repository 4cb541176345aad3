package org.maslin.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is logged of a step of a reward model, in the field's names. */
final class RewardFigures {

    private final int pairs;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double margin;
    private double accurate;

    /**
     * @param pairs of the whole step
     */
    RewardFigures(int pairs) {
        this.pairs = pairs;
    }

    void add(double[] chosen, double[] rejected) {
        for (int i = 0; i < chosen.length; i++) {
            min = Math.min(min, Math.min(chosen[i], rejected[i]));
            max = Math.max(max, Math.max(chosen[i], rejected[i]));
            sum += chosen[i] + rejected[i];
            margin += chosen[i] - rejected[i];
            accurate += chosen[i] > rejected[i] ? 1 : 0;
        }
    }

    /** Makes these the figures of all workers. */
    void sum(Team team) {
        double[] sums = team.sum(new double[] {sum, margin, accurate});
        sum = sums[0];
        margin = sums[1];
        accurate = sums[2];
        min = Arrays.stream(team.gather(min)).min().orElse(min);
        max = Arrays.stream(team.gather(max)).max().orElse(max);
    }

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        means.put("min_reward", min);
        means.put("mean_reward", sum / (2 * pairs));
        means.put("max_reward", max);
        means.put("accuracy", accurate / pairs);
        means.put("margin", margin / pairs);
        return means;
    }
}
