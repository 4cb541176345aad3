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

    private static final boolean VECTORS = PackedDecoder.available();

    /** Weights are added up in so many at a time before they are searched one by one. */
    private static final int STRIDE = 64;

    /**
     * @param logits of several rows; the row of {@code size} values from {@code start} counts
     * @param temperature 0 takes the likeliest token
     * @param uniform in [0, 1)
     */
    static TokenDraw of(float[] logits, int start, int size, double temperature, double uniform) {
        float max = largest(logits, start, size);
        float[] plain = weights(logits, start, size, max, 1);
        double sum = sum(plain, 0, size);
        int token = -1;
        if (temperature == 1) {
            token = inverse(plain, sum, uniform);
        } else if (temperature > 0) {
            float[] shares = weights(logits, start, size, max, temperature);
            token = inverse(shares, sum(shares, 0, size), uniform);
        }
        token = token < 0 ? first(logits, start, size, max) : token;
        return new TokenDraw(token, logits[start + token] - (double) max - Math.log(sum));
    }

    /** The same among the tokens that the options leave. */
    static TokenDraw of(
            float[] logits, int start, int size, SamplingOptions options, double uniform) {
        if (options.temperature() == 0 || options.drawsFromAll()) {
            return of(logits, start, size, options.temperature(), uniform);
        }
        float max = largest(logits, start, size);
        float[] shares = weights(logits, start, size, max, options.temperature());
        double sum = keepLikely(shares, options);
        int token = inverse(shares, sum, uniform);
        token = token < 0 ? first(logits, start, size, max) : token;
        return new TokenDraw(token, logProb(logits, start, size, token));
    }

    /** Sets to zero what top-k, then top-p, then min-p leave out; the sum of the rest. */
    private static double keepLikely(float[] weights, SamplingOptions options) {
        int size = weights.length;
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(weights[b], weights[a]));
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
        return sum;
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
        float max = largest(logits, start, size);
        double sum = sum(weights(logits, start, size, max, 1), 0, size);
        return logits[start + token] - (double) max - Math.log(sum);
    }

    private static float largest(float[] logits, int start, int size) {
        return VECTORS
                ? VectorKernels.largest(logits, start, size)
                : FastExp.largest(logits, start, size);
    }

    /** The first token of the largest logit. */
    private static int first(float[] logits, int start, int size, float max) {
        for (int i = 0; i < size; i++) {
            if (logits[start + i] == max) {
                return i;
            }
        }
        return 0;
    }

    /** e^((logit - max) / temperature) of each token. */
    private static float[] weights(
            float[] logits, int start, int size, float max, double temperature) {
        var weights = new float[size];
        float divisor = Math.max((float) temperature, Float.MIN_NORMAL);
        if (VECTORS) {
            VectorKernels.exp(logits, start, size, max, divisor, weights);
        } else {
            FastExp.of(logits, start, size, max, divisor, weights);
        }
        return weights;
    }

    /** The sum from {@code from} to before {@code to}, in four chains that a processor overlaps. */
    private static double sum(float[] weights, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += weights[i];
            b += weights[i + 1];
            c += weights[i + 2];
            d += weights[i + 3];
        }
        for (; i < to; i++) {
            a += weights[i];
        }
        return a + b + (c + d);
    }

    /** The first token with which the weights reach the share of their sum, or -1. */
    private static int inverse(float[] weights, double sum, double uniform) {
        double target = uniform * sum;
        double reached = 0;
        for (int at = 0; at < weights.length; at += STRIDE) {
            int end = Math.min(at + STRIDE, weights.length);
            double next = reached + sum(weights, at, end);
            for (int i = at; target < next && i < end; i++) {
                reached += weights[i];
                if (target < reached) {
                    return i;
                }
            }
            reached = target < next ? reached : next;
        }
        return -1;
    }
}
