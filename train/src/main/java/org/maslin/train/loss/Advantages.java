package org.maslin.train.loss;

/** How much better than expected completions and their tokens were. */
public final class Advantages {

    private static final double EPSILON = 1e-4;
    private static final double WHITENING = 1e-8;

    private Advantages() {}

    /** What rewards are divided by. */
    public enum Scale {
        /** The deviation within the group. */
        GROUP,
        /** The deviation within the whole batch. */
        BATCH,
        /** Nothing. */
        NONE
    }

    /**
     * Rewards above the mean of their group.
     *
     * @param rewards groups one after another; NaN for a completion that counts for nothing
     * @param size of a group
     */
    public static double[] grouped(double[] rewards, int size, Scale scale) {
        var advantages = new double[rewards.length];
        double batch = deviation(rewards, 0, rewards.length);
        for (int start = 0; start < rewards.length; start += size) {
            double mean = mean(rewards, start, start + size);
            double by =
                    switch (scale) {
                        case GROUP -> deviation(rewards, start, start + size) + EPSILON;
                        case BATCH -> batch + EPSILON;
                        case NONE -> 1;
                    };
            for (int i = start; i < start + size; i++) {
                advantages[i] = Double.isNaN(rewards[i]) ? 0 : (rewards[i] - mean) / by;
            }
        }
        return advantages;
    }

    /** Rewards above the mean of the others of their group (Ahmadian et al., 2024). */
    public static double[] leaveOneOut(double[] rewards, int size) {
        var advantages = new double[rewards.length];
        for (int start = 0; start < rewards.length; start += size) {
            double sum = mean(rewards, start, start + size) * size;
            for (int i = start; i < start + size; i++) {
                advantages[i] = rewards[i] - (sum - rewards[i]) / (size - 1);
            }
        }
        return advantages;
    }

    private static double mean(double[] values, int start, int end) {
        double sum = 0;
        int n = 0;
        for (int i = start; i < end; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    /** The standard deviation, of n - 1; 0 for fewer than two values. */
    public static double deviation(double[] values, int start, int end) {
        double mean = mean(values, start, end);
        double squares = 0;
        int n = 0;
        for (int i = start; i < end; i++) {
            if (!Double.isNaN(values[i])) {
                squares += (values[i] - mean) * (values[i] - mean);
                n++;
            }
        }
        return n < 2 ? 0 : Math.sqrt(squares / (n - 1));
    }

    /**
     * Generalised advantage estimation (Schulman et al., 2016) over a row: A_t = δ_t + γλ A_(t+1)
     * with δ_t = r_t + γ V_(t+1) - V_t.
     */
    public static double[] generalised(
            double[] rewards, double[] values, double gamma, double lambda) {
        var advantages = new double[rewards.length];
        double next = 0;
        for (int t = rewards.length - 1; t >= 0; t--) {
            double after = t + 1 < values.length ? values[t + 1] : 0;
            double delta = rewards[t] + gamma * after - values[t];
            next = delta + gamma * lambda * next;
            advantages[t] = next;
        }
        return advantages;
    }

    /**
     * Values with variance 1, and mean 0 where it is shifted, over those that count.
     *
     * @param counts which of them do; the others become what the same transform makes of them
     */
    public static double[][] whitened(double[][] values, boolean[][] counts, boolean shifted) {
        double sum = 0;
        int n = 0;
        for (int row = 0; row < values.length; row++) {
            for (int t = 0; t < values[row].length; t++) {
                sum += counts[row][t] ? values[row][t] : 0;
                n += counts[row][t] ? 1 : 0;
            }
        }
        double mean = sum / n;
        double squares = 0;
        for (int row = 0; row < values.length; row++) {
            for (int t = 0; t < values[row].length; t++) {
                double from = values[row][t] - mean;
                squares += counts[row][t] ? from * from : 0;
            }
        }
        double by = 1 / Math.sqrt(squares / (n - 1) + WHITENING);
        var whitened = new double[values.length][];
        for (int row = 0; row < values.length; row++) {
            whitened[row] = new double[values[row].length];
            for (int t = 0; t < whitened[row].length; t++) {
                whitened[row][t] = (values[row][t] - mean) * by + (shifted ? 0 : mean);
            }
        }
        return whitened;
    }
}
