package org.maslin.quality;

import java.util.Arrays;

/**
 * What a majority vote assumes, as a model: all workers are right with one and the same
 * probability, else say any other label alike, and all labels are equally frequent.
 */
final class EqualWorkers {

    private static final int ROUNDS = 50;
    private static final double RIGHT = 1;
    private static final double WRONG = 0.1;

    private EqualWorkers() {}

    /**
     * The mean log-likelihood of each answer given the others of its task, at the most likely
     * accuracy; over the answers that have company, NaN if none has.
     */
    static double logLikelihood(Answers answers) {
        double accuracy = accuracy(answers);
        int k = answers.labels().size();
        double other = k == 1 ? 1 : (1 - accuracy) / (k - 1);
        double log = Math.log(accuracy / other);
        double[] votes = new double[k];
        double sum = 0;
        long n = 0;
        for (int task = 0; task < answers.tasks().size(); task++) {
            if (answers.overlap(task) == 1) {
                continue;
            }
            count(answers, task, votes);
            for (int label = 0; label < k; label++) {
                if (votes[label] > 0) {
                    votes[label]--;
                    double believed = believe(votes, log, label);
                    votes[label]++;
                    sum += votes[label] * Math.log(believed * accuracy + (1 - believed) * other);
                }
            }
            n += answers.overlap(task);
        }
        return sum / n;
    }

    private static double accuracy(Answers answers) {
        int k = answers.labels().size();
        double[] votes = new double[k];
        double accuracy = 0.5 + 0.5 / k;
        for (int round = 0; round < ROUNDS && k > 1; round++) {
            double log = Math.log(accuracy * (k - 1) / (1 - accuracy));
            double right = RIGHT;
            for (int task = 0; task < answers.tasks().size(); task++) {
                count(answers, task, votes);
                for (int label = 0; label < k; label++) {
                    right += votes[label] == 0 ? 0 : votes[label] * believe(votes, log, label);
                }
            }
            accuracy = right / (answers.size() + RIGHT + WRONG);
        }
        return accuracy;
    }

    private static void count(Answers answers, int task, double[] votes) {
        Arrays.fill(votes, 0);
        for (int i = answers.first(task); i < answers.first(task + 1); i++) {
            votes[answers.label(i)]++;
        }
    }

    /** The posterior of one label given votes. */
    private static double believe(double[] votes, double log, int label) {
        double sum = 0;
        for (double count : votes) {
            sum += Math.exp((count - votes[label]) * log);
        }
        return 1 / sum;
    }
}
