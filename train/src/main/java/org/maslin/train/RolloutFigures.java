package org.maslin.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.train.loss.Advantages;
import org.maslin.train.loss.PolicyLoss;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/** What is logged of a step on completions that were drawn, in the field's names. */
final class RolloutFigures {

    private final Map<String, Double> drawn = new LinkedHashMap<>();
    private double tokens;
    private double entropy;
    private double divergence;
    private boolean diverges;
    private double low;
    private double high;
    private double ratios;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest;

    void add(List<Rollout> rollouts, double[] rewards, Map<String, double[]> byName, int size) {
        int[] lengths = rollouts.stream().mapToInt(one -> one.row().completionLength()).toArray();
        drawn.put("completions/mean_length", Arrays.stream(lengths).average().orElse(0));
        drawn.put("completions/min_length", (double) Arrays.stream(lengths).min().orElse(0));
        drawn.put("completions/max_length", (double) Arrays.stream(lengths).max().orElse(0));
        double unfinished = rollouts.stream().filter(one -> !one.finished()).count();
        drawn.put("completions/clipped_ratio", unfinished / rollouts.size());
        byName.forEach(
                (name, values) -> {
                    drawn.put("rewards/" + name + "/mean", mean(values));
                    drawn.put(
                            "rewards/" + name + "/std",
                            Advantages.deviation(values, 0, values.length));
                });
        double deviations = 0;
        double same = 0;
        int groups = rewards.length / size;
        for (int group = 0; group < groups; group++) {
            double deviation = Advantages.deviation(rewards, group * size, (group + 1) * size);
            deviations += deviation;
            same += deviation == 0 ? 1 : 0;
        }
        drawn.put("reward", mean(rewards));
        drawn.put("reward_std", deviations / groups);
        drawn.put("frac_reward_zero_std", same / groups);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).filter(one -> !Double.isNaN(one)).average().orElse(0);
    }

    void add(
            PolicyLoss loss,
            boolean bySums,
            TokenBatch batch,
            TokenScores scores,
            GrpoTrainer.Part part) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            Tensor now = scores.logProbs().detached();
            entropy += scores.entropy();
            tokens += batch.counted();
            Tensor old = part.old() == null ? now : Tensor.of(part.old(), part.old().length);
            if (part.reference() != null) {
                diverges = true;
                Tensor fixed = Tensor.of(part.reference(), part.reference().length);
                Tensor kl = PolicyLoss.divergence(now, fixed);
                Tensor counted =
                        loss.corrected() ? kl.times(loss.ratio(batch.tokenRows(), now, old)) : kl;
                divergence += counted.sum().item();
            }
            if (bySums || loss.bySequence()) {
                Tensor log = now.minus(old);
                Tensor perRow = bySums ? batch.sumByRow(log) : batch.tokenRows().means(log);
                count(perRow.exp().doubles(), part.advantages(), null, loss);
            } else {
                double[] perToken = now.minus(old).exp().doubles();
                long[] rowOf = batch.rowOf().longs();
                var advantages = new double[perToken.length];
                for (int i = 0; i < advantages.length; i++) {
                    advantages[i] = part.advantages()[(int) rowOf[i]];
                }
                count(perToken, advantages, rowOf, loss);
            }
        }
    }

    /**
     * @param rowOf the row of each ratio, or null where each is a row's own
     */
    private void count(
            double[] values, double[] advantages, long @Nullable [] rowOf, PolicyLoss loss) {
        Map<Long, double[]> byRow = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            double below = values[i] < 1 - loss.low() && advantages[i] < 0 ? 1 : 0;
            double above = values[i] > 1 + loss.high() && advantages[i] > 0 ? 1 : 0;
            low += below;
            high += above;
            double[] row =
                    byRow.computeIfAbsent(
                            rowOf == null ? (long) i : rowOf[i], any -> new double[3]);
            row[0] += below;
            row[1] += above;
            row[2]++;
        }
        ratios += values.length;
        for (double[] row : byRow.values()) {
            lowest = Math.min(lowest, row[0] / row[2]);
            highest = Math.max(highest, row[1] / row[2]);
        }
    }

    /** Makes these the figures of all workers; what was drawn is known to each of them. */
    void sum(Team team) {
        double[] sums = team.sum(new double[] {tokens, entropy, divergence, low, high, ratios});
        tokens = sums[0];
        entropy = sums[1];
        divergence = sums[2];
        low = sums[3];
        high = sums[4];
        ratios = sums[5];
        diverges = Arrays.stream(team.gather(diverges ? 1 : 0)).max().orElse(0) > 0;
        // A worker whose share was nothing has no lowest; infinities do not add up.
        double[] lows = team.gather(Double.isInfinite(lowest) ? 1 : lowest);
        lowest = Arrays.stream(lows).min().orElse(0);
        highest = Arrays.stream(team.gather(highest)).max().orElse(0);
    }

    /** What is known before anything is learned. */
    Map<String, Double> drawn() {
        return drawn;
    }

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>(drawn);
        if (diverges) {
            means.put("kl", divergence / Math.max(1, tokens));
        }
        means.put("entropy", entropy / Math.max(1, tokens));
        double n = Math.max(1, ratios);
        means.put("clip_ratio/low_mean", low / n);
        means.put("clip_ratio/low_min", lowest);
        means.put("clip_ratio/high_mean", high / n);
        means.put("clip_ratio/high_max", highest);
        means.put("clip_ratio/region_mean", (low + high) / n);
        return means;
    }
}
