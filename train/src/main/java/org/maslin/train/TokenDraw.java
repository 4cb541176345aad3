package org.maslin.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

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

    /** The same among the tokens that the options leave. */
    static TokenDraw of(
            float[] logits, int start, int size, SamplingOptions options, double uniform) {
        if (options.temperature() == 0 || options.drawsFromAll()) {
            return of(logits, start, size, options.temperature(), uniform);
        }
        int best = likeliest(logits, start, size);
        double max = logits[start + best];
        double[] shares = weights(logits, start, size, max, options.temperature());
        keepLikely(shares, options);
        int token = inverse(shares, uniform, best);
        double[] plain = weights(logits, start, size, max, 1);
        return new TokenDraw(token, logits[start + token] - max - Math.log(plain[size]));
    }

    /** Sets to zero what top-k, then top-p, then min-p leave out; the sum stays the last entry. */
    private static void keepLikely(double[] weights, SamplingOptions options) {
        int size = weights.length - 1;
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(weights[b], weights[a]));
        int kept = options.topK() == 0 ? size : Math.min(size, options.topK());
        double among = 0;
        for (int i = 0; i < kept; i++) {
            among += weights[order[i]];
        }
        double reached = 0;
        double least = options.minP() * weights[order[0]];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            int token = order[i];
            boolean likely =
                    i < kept
                            && (i == 0 || reached < options.topP() * among)
                            && weights[token] >= least;
            reached += weights[token];
            if (likely) {
                sum += weights[token];
            } else {
                weights[token] = 0;
            }
        }
        weights[size] = sum;
    }

    /** The likeliest tokens with log p at temperature 1, the likeliest first. */
    static List<TokenListener.Chance> likeliest(float[] logits, int start, int size, int count) {
        if (count == 0) {
            return List.of();
        }
        var best = new TreeMap<Float, List<Integer>>();
        int kept = 0;
        for (int token = 0; token < size; token++) {
            float logit = logits[start + token];
            if (kept < count || logit > best.firstKey()) {
                best.computeIfAbsent(logit, any -> new ArrayList<>()).add(token);
                kept++;
                if (kept > count) {
                    List<Integer> last = best.firstEntry().getValue();
                    last.removeLast();
                    kept--;
                    if (last.isEmpty()) {
                        best.pollFirstEntry();
                    }
                }
            }
        }
        List<TokenListener.Chance> chances = new ArrayList<>();
        for (List<Integer> equal : best.descendingMap().values()) {
            for (int token : equal) {
                chances.add(new TokenListener.Chance(token, logProb(logits, start, size, token)));
            }
        }
        return chances;
    }

    /** log p of a token at temperature 1. */
    static double logProb(float[] logits, int start, int size, int token) {
        double max = logits[start + likeliest(logits, start, size)];
        double[] plain = weights(logits, start, size, max, 1);
        return logits[start + token] - max - Math.log(plain[size]);
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
        double sum = 0;
        for (int i = 0; i < size; i++) {
            weights[i] = FastExp.of((float) ((logits[start + i] - max) / temperature));
            sum += weights[i];
        }
        weights[size] = sum;
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
