package org.maslin.quality.regions;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * One mask of several, with the sensitivity and the specificity of each worker (Warfield, Zou and
 * Wells, Simultaneous Truth and Performance Level Estimation, IEEE TMI 23, 2004). Expectation
 * maximisation from 0.99999 each; the prior of a pixel is the mean of all masks. Equal columns of
 * answers share one posterior, so that a picture costs as much as it has kinds of pixels.
 *
 * @param probability [pixel]: that it belongs to the object
 * @param sensitivity [worker]: how often an object's pixel is marked
 * @param specificity [worker]: how often another pixel is left
 * @param iterations how many rounds it took
 */
public record Staple(
        double[] probability, double[] sensitivity, double[] specificity, int iterations) {

    private static final double START = 0.99999;
    private static final double REST = 1e-7;
    private static final int MOST_ROUNDS = 1000;
    private static final int MOST_WORKERS = 62;
    private static final double FLOOR = 1e-12;

    /**
     * @param masks what each worker marked
     * @param pixels how many pixels the picture has
     */
    public static Staple of(List<Shape.Mask> masks, int pixels) {
        int workers = masks.size();
        if (workers == 0 || workers > MOST_WORKERS || pixels < 1) {
            throw new IllegalArgumentException(
                    "There must be 1 to %d masks (not %d) of at least one pixel (not %d)."
                            .formatted(MOST_WORKERS, workers, pixels));
        }
        long[] kinds = kinds(masks, pixels);
        long[] sorted = Arrays.stream(kinds).sorted().distinct().toArray();
        double[] counts = new double[sorted.length];
        double marked = 0;
        for (long kind : kinds) {
            counts[Arrays.binarySearch(sorted, kind)]++;
            marked += Long.bitCount(kind);
        }
        double prior = marked / ((double) workers * pixels);
        double[] p = new double[workers];
        double[] q = new double[workers];
        Arrays.fill(p, START);
        Arrays.fill(q, START);
        double[] weight = new double[sorted.length];
        int rounds = 0;
        double moved = Double.POSITIVE_INFINITY;
        while (rounds < MOST_ROUNDS && moved > REST) {
            expect(sorted, prior, p, q, weight);
            moved = maximise(sorted, counts, weight, p, q);
            rounds++;
        }
        double[] probability = new double[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            probability[pixel] = weight[Arrays.binarySearch(sorted, kinds[pixel])];
        }
        return new Staple(probability, p, q, rounds);
    }

    /** The pixels that are more probable than not. */
    public Shape.Mask mask() {
        var pixels = new BitSet(probability.length);
        for (int pixel = 0; pixel < probability.length; pixel++) {
            pixels.set(pixel, probability[pixel] > 0.5);
        }
        return new Shape.Mask(pixels);
    }

    /** Per pixel, who marked it, a bit each. */
    private static long[] kinds(List<Shape.Mask> masks, int pixels) {
        long[] kinds = new long[pixels];
        for (int worker = 0; worker < masks.size(); worker++) {
            BitSet mask = masks.get(worker).pixels();
            for (int at = mask.nextSetBit(0);
                    at >= 0 && at < pixels;
                    at = mask.nextSetBit(at + 1)) {
                kinds[at] |= 1L << worker;
            }
        }
        return kinds;
    }

    private static void expect(
            long[] kinds, double prior, double[] p, double[] q, double[] weight) {
        for (int i = 0; i < kinds.length; i++) {
            double inside = prior;
            double outside = 1 - prior;
            for (int worker = 0; worker < p.length; worker++) {
                boolean marked = (kinds[i] >> worker & 1) == 1;
                inside *= marked ? p[worker] : 1 - p[worker];
                outside *= marked ? 1 - q[worker] : q[worker];
            }
            double sum = inside + outside;
            weight[i] = sum > 0 ? inside / sum : prior;
        }
    }

    private static double maximise(
            long[] kinds, double[] counts, double[] weight, double[] p, double[] q) {
        double moved = 0;
        for (int worker = 0; worker < p.length; worker++) {
            double hit = 0;
            double in = 0;
            double left = 0;
            double out = 0;
            for (int i = 0; i < kinds.length; i++) {
                boolean marked = (kinds[i] >> worker & 1) == 1;
                in += counts[i] * weight[i];
                out += counts[i] * (1 - weight[i]);
                hit += marked ? counts[i] * weight[i] : 0;
                left += marked ? 0 : counts[i] * (1 - weight[i]);
            }
            double nextP = in > FLOOR ? hit / in : p[worker];
            double nextQ = out > FLOOR ? left / out : q[worker];
            moved = Math.max(moved, Math.abs(nextP - p[worker]) + Math.abs(nextQ - q[worker]));
            p[worker] = nextP;
            q[worker] = nextQ;
        }
        return moved;
    }
}
