package org.maslin.train;

/** Draws a token from logits by the inverse of the cumulative distribution, in 64-bit floats. */
final class TokenDraw {

    private TokenDraw() {}

    /**
     * @param logits of several rows; the row of {@code size} values from {@code start} counts
     * @param uniform in [0, 1)
     */
    static int draw(float[] logits, int start, int size, double temperature, double uniform) {
        int best = likeliest(logits, start, size);
        if (temperature == 0) {
            return best;
        }
        double max = logits[start + best];
        var weights = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            weights[i] = Math.exp((logits[start + i] - max) / temperature);
            sum += weights[i];
        }
        double target = uniform * sum;
        double reached = 0;
        for (int i = 0; i < size; i++) {
            reached += weights[i];
            if (target < reached) {
                return i;
            }
        }
        return best;
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

    /** log softmax of the row at {@code token}. */
    static double logProb(float[] logits, int start, int size, int token) {
        double max = logits[start + likeliest(logits, start, size)];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.exp(logits[start + i] - max);
        }
        return logits[start + token] - max - Math.log(sum);
    }
}
