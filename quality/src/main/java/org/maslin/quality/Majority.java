package org.maslin.quality;

/**
 * Majority vote: the label most workers gave, its probability the share of answers that gave it. Of
 * labels with equally many votes the first in label order is taken.
 */
public final class Majority implements Aggregation {

    @Override
    public String name() {
        return "majority";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        double[] shares = shares(answers);
        return new Consensus(
                answers,
                name(),
                0,
                shares,
                ErrorRates.shares(shares, answers.labels().size()),
                new LearntRates(answers, shares)::rates,
                () -> support(answers));
    }

    /** The share of votes, [task][label]. */
    static double[] shares(Answers answers) {
        int k = answers.labels().size();
        int[] offsets = answers.offsets();
        int[] labelOf = answers.labelNumbers();
        double[] shares = new double[answers.tasks().size() * k];
        for (int task = 0; task + 1 < offsets.length; task++) {
            int from = offsets[task];
            int to = offsets[task + 1];
            double overlap = to - from;
            int base = task * k;
            for (int i = from; i < to; i++) {
                shares[base + labelOf[i]]++;
            }
            for (int at = base; at < base + k; at++) {
                shares[at] /= overlap;
            }
        }
        return shares;
    }

    /** The share of the other answers that say the same, per answer; NaN if there are none. */
    static double[] support(Answers answers) {
        double[] support = new double[answers.size()];
        int[] votes = new int[answers.labels().size()];
        for (int task = 0; task < answers.tasks().size(); task++) {
            int from = answers.first(task);
            int to = answers.first(task + 1);
            for (int i = from; i < to; i++) {
                votes[answers.label(i)]++;
            }
            for (int i = from; i < to; i++) {
                support[i] = (votes[answers.label(i)] - 1.0) / (to - from - 1);
            }
            for (int i = from; i < to; i++) {
                votes[answers.label(i)] = 0;
            }
        }
        return support;
    }
}
