package org.maslin.train;

/**
 * A token drawn from logits by the inverse of the cumulative distribution, in 64-bit floats.
 *
 * @param logProb of the token under the logits as they are, at temperature 1
 */
record TokenDraw(int token, double logProb) {

    /**
     * @param logits of several rows; the row of {@code size} values from {@code start} counts
     * @param temperature 0 takes the likeliest token
     * @param uniform in [0, 1)
     */
    static TokenDraw of(float[] logits, int start, int size, double temperature, double uniform) {
        int best = likeliest(logits, start, size);
        double max = logits[start + best];
        double[] plain = weights(logits, start, size, max, 1);
        int token = best;
        if (temperature > 0) {
            double[] shares =
                    temperature == 1 ? plain : weights(logits, start, size, max, temperature);
            token = inverse(shares, uniform, best);
        }
        return new TokenDraw(token, logits[start + token] - max - Math.log(plain[size]));
    }

    private static int likeliest(float[] logits, int start, int size) {
        int best = 0;
        for (int i = 1; i < size; i++) {
            if (logits[start + i] > logits[start + best]) {
                best = i;
            }
        }
        return best;
    }

    /** e^((logit - max) / temperature) of each token and, last, their sum. */
    private static double[] weights(
            float[] logits, int start, int size, double max, double temperature) {
        var weights = new double[size + 1];
        for (int i = 0; i < size; i++) {
            weights[i] = Math.exp((logits[start + i] - max) / temperature);
            weights[size] += weights[i];
        }
        return weights;
    }

    private static int inverse(double[] weights, double uniform, int otherwise) {
        int size = weights.length - 1;
        double target = uniform * weights[size];
        double reached = 0;
        for (int i = 0; i < size; i++) {
            reached += weights[i];
            if (target < reached) {
                return i;
            }
        }
        return otherwise;
    }
}
