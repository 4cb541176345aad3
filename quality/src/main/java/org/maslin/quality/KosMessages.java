package org.maslin.quality;

import java.util.Arrays;

/** The messages of {@link Kos} for one label against the others. */
final class KosMessages {

    private static final double OVERFLOW = 1e300;

    private final Answers answers;
    private final int label;
    private final double[] sign;
    private final double[] messages;
    private final double[] inferred;
    private final double[] sums;

    /**
     * @param messages [answer]: how reliable the worker is thought to be at first; taken over
     */
    KosMessages(Answers answers, int label, double[] messages) {
        this.answers = answers;
        this.label = label;
        this.messages = messages;
        sign = new double[messages.length];
        inferred = new double[messages.length];
        sums = new double[answers.workers().size()];
        for (int i = 0; i < sign.length; i++) {
            sign[i] = answers.label(i) == label ? 1 : -1;
        }
    }

    /**
     * One message each way.
     *
     * @return whether all sums stayed below 1e300; if not, the messages are as they were
     */
    boolean round() {
        for (int task = 0; task < answers.tasks().size(); task++) {
            int to = answers.first(task + 1);
            double sum = 0;
            for (int i = answers.first(task); i < to; i++) {
                sum += sign[i] * messages[i];
            }
            if (Math.abs(sum) > OVERFLOW) {
                return false;
            }
            for (int i = answers.first(task); i < to; i++) {
                inferred[i] = sum - sign[i] * messages[i];
            }
        }
        Arrays.fill(sums, 0);
        for (int i = 0; i < sign.length; i++) {
            sums[answers.worker(i)] += sign[i] * inferred[i];
        }
        for (double sum : sums) {
            if (Math.abs(sum) > OVERFLOW) {
                return false;
            }
        }
        for (int i = 0; i < sign.length; i++) {
            messages[i] = sums[answers.worker(i)] - sign[i] * inferred[i];
        }
        return true;
    }

    /** The same messages with a mean size of 1; their decisions do not change. */
    void scale() {
        double size = 0;
        for (double message : messages) {
            size += Math.abs(message) / messages.length;
        }
        if (size > 0) {
            for (int i = 0; i < messages.length; i++) {
                messages[i] /= size;
            }
        }
    }

    /** The share of weight that speaks for the label, one half if there is none. */
    void weigh(double[] posterior) {
        int k = answers.labels().size();
        for (int task = 0; task < answers.tasks().size(); task++) {
            double pro = 0;
            double all = 0;
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                pro += Math.max(0, sign[i] * messages[i]);
                all += Math.abs(messages[i]);
            }
            posterior[task * k + label] = all > 0 ? pro / all : 0.5;
        }
    }
}
