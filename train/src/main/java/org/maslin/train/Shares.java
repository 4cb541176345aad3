package org.maslin.train;

import org.maslin.train.tensor.Tensor;

/**
 * What scores of the whole vocabulary say of some tokens, without a graph: the share of every token
 * (their softmax), and figures of each row that are read in the same pass. The gradient of a score
 * under log p of the target is one at the target, less its share.
 */
final class Shares implements AutoCloseable {

    /** Shares before they are divided by their row's total: [n, vocabulary]. */
    private final Tensor all;

    private final float[] totals;
    private final long[] targets;
    private final float scale;
    private final boolean vectors;
    private final float[] logProbs;
    private final float[] entropies;
    private final float[] means;
    private final float[] collisions;
    private final float[] likeliest;

    private Shares(Tensor all, long[] targets, float scale, boolean vectors) {
        int n = targets.length;
        this.vectors = vectors;
        this.all = all;
        this.targets = targets;
        this.scale = scale;
        this.totals = new float[n];
        this.logProbs = new float[n];
        this.entropies = new float[n];
        this.means = new float[n];
        this.collisions = new float[n];
        this.likeliest = new float[n];
    }

    /**
     * @param scores [n, vocabulary], replaced
     * @param targets one of each row
     * @param scale by which scores are multiplied first, the inverse of a temperature
     */
    static Shares of(Tensor scores, long[] targets, double scale) {
        return of(scores, targets, scale, PackedDecoder.available());
    }

    /** By Java's vectors, or by libtorch. */
    static Shares of(Tensor scores, long[] targets, double scale, boolean vectors) {
        var shares = new Shares(scores, targets, (float) scale, vectors);
        if (vectors) {
            FusedKernels.softmax(scores, targets, (float) scale, shares::put);
        } else {
            shares.readByTorch();
        }
        return shares;
    }

    private void readByTorch() {
        Tensor index = column(targets);
        float[] mean = all.mean(-1).floats();
        Tensor scaled = all.times(scale);
        float[] best = scaled.largest(-1).floats();
        float[] wanted = scaled.gather(index).floats();
        float[] logs = scaled.logSumExp().floats();
        Tensor softmax = scaled.softmax(-1);
        float[] along = softmax.times(scaled).sum(-1).floats();
        float[] squares = softmax.times(softmax).sum(-1).floats();
        all.copyInPlace(softmax);
        for (int row = 0; row < targets.length; row++) {
            put(
                    row,
                    new Row(
                            1,
                            wanted[row] - logs[row],
                            logs[row] - along[row],
                            mean[row],
                            (float) Math.log(squares[row]),
                            wanted[row] >= best[row]));
        }
    }

    /**
     * What is read of a row.
     *
     * @param total of what stands for its shares
     * @param logProb log p of the target
     * @param entropy -Σ p log p
     * @param mean of the scores as they were
     * @param collision log Σ p²
     * @param likeliest whether no token is likelier than the target
     */
    record Row(
            float total,
            float logProb,
            float entropy,
            float mean,
            float collision,
            boolean likeliest) {}

    /** Takes what was read of each row. */
    interface Reader {
        void row(int index, Row row);
    }

    private void put(int index, Row row) {
        totals[index] = row.total();
        logProbs[index] = row.logProb();
        entropies[index] = row.entropy();
        means[index] = row.mean();
        collisions[index] = row.collision();
        likeliest[index] = row.likeliest() ? 1 : 0;
    }

    private static Tensor column(long[] values) {
        return Tensor.of(values, values.length, 1);
    }

    /** The gradient of the scores, in their place, from that of each row's log p. */
    Tensor gradient(float[] ofLogProbs) {
        if (vectors) {
            FusedKernels.softmaxBack(all, totals, targets, scale, ofLogProbs);
            return all;
        }
        var factors = new float[targets.length];
        for (int row = 0; row < factors.length; row++) {
            factors[row] = ofLogProbs[row] * scale;
        }
        Tensor factor = Tensor.of(factors, factors.length, 1);
        all.timesInPlace(factor.negated());
        all.plusAtInPlace(column(targets), factor);
        return all;
    }

    Tensor tensor() {
        return all;
    }

    int rows() {
        return targets.length;
    }

    float[] logProbs() {
        return logProbs;
    }

    float[] entropies() {
        return entropies;
    }

    float[] means() {
        return means;
    }

    float[] collisions() {
        return collisions;
    }

    /** 1 or 0 of each row. */
    float[] likeliest() {
        return likeliest;
    }

    @Override
    public void close() {
        all.close();
    }
}
