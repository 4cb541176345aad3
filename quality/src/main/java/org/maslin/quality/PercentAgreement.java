package org.maslin.quality;

/** The share of pairs of answers to one task that are equal, averaged over tasks. */
public record PercentAgreement() implements AgreementMeasure {

    @Override
    public String name() {
        return "percent-agreement";
    }

    @Override
    public Bootstrap.Statistic statistic(Answers answers) {
        double[] shares = shares(new LabelCounts(answers));
        return copies -> mean(shares, copies);
    }

    /** The share of equal pairs per task; NaN for tasks with one answer. */
    static double[] shares(LabelCounts c) {
        double[] shares = new double[c.tasks()];
        for (int task = 0; task < shares.length; task++) {
            double equal = 0;
            for (int i = c.offsets[task]; i < c.offsets[task + 1]; i++) {
                equal += c.counts[i] * (c.counts[i] - 1);
            }
            double m = c.overlaps[task];
            shares[task] = m > 1 ? equal / (m * (m - 1)) : Double.NaN;
        }
        return shares;
    }

    /** The mean over the drawn tasks that have a value; NaN if none has. */
    static double mean(double[] perTask, int[] copies) {
        double sum = 0;
        long n = 0;
        for (int task = 0; task < copies.length; task++) {
            if (!Double.isNaN(perTask[task])) {
                sum += copies[task] * perTask[task];
                n += copies[task];
            }
        }
        return sum / n;
    }
}
