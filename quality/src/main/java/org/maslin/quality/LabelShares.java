package org.maslin.quality;

/** How often each label is given: its share among a task's answers, averaged over drawn tasks. */
final class LabelShares {

    private LabelShares() {}

    static double[] of(LabelCounts c, int[] copies) {
        double[] shares = new double[c.classes];
        long n = 0;
        for (int task = 0; task < copies.length; task++) {
            n += copies[task];
            for (int i = c.offsets[task]; i < c.offsets[task + 1] && copies[task] > 0; i++) {
                shares[c.labels[i]] += copies[task] * c.counts[i] / c.overlaps[task];
            }
        }
        for (int label = 0; label < shares.length; label++) {
            shares[label] /= n;
        }
        return shares;
    }

    /** (observed − chance) ÷ (1 − chance); NaN if chance is certain. */
    static double beyondChance(double observed, double chance) {
        return chance >= 1 ? Double.NaN : (observed - chance) / (1 - chance);
    }
}
