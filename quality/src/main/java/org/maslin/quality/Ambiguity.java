package org.maslin.quality;

/**
 * Whether workers disagree on a task because some erred, or because the task allows several
 * answers.
 *
 * <p>If the consensus is true, worker j says y with rate e_j(y | true), and the surprise of the
 * answers, −Σ ln e, has a known mean and variance. A task whose answers surprise by many standard
 * deviations more than its workers' errors explain is ambiguous: there the soft label is the
 * answer. A task with little surprise has one answer, and who differs from it erred.
 *
 * @param surprise [task]: in standard deviations above the mean; 0 where nothing can vary
 * @param softLabels [task][label], rows sum to 1: what the next worker like these would say
 * @param errors [answer]: the probability that the answer is wrong, if there is one right answer
 */
public record Ambiguity(double[] surprise, double[][] softLabels, double[] errors) {

    /** Tasks of more surprise than this are ambiguous. */
    public static final double AMBIGUOUS = 2.5;

    public static Ambiguity of(Consensus consensus) {
        Answers answers = consensus.answers();
        int k = consensus.classes();
        double[] rates = consensus.rates();
        int tasks = answers.tasks().size();
        double[] surprise = new double[tasks];
        double[][] soft = new double[tasks][k];
        double[] errors = new double[answers.size()];
        int[] winners = Votes.winners(consensus.posterior(), k);
        double[][] usual = usual(consensus);
        for (int task = 0; task < tasks; task++) {
            int truth = winners[task];
            double excess = 0;
            double variance = 0;
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                int worker = answers.worker(i);
                double mean = 0;
                double square = 0;
                for (int said = 0; said < k; said++) {
                    double rate = rates[(worker * k + said) * k + truth];
                    double log = rate > 0 ? -Math.log(rate) : 0;
                    mean += rate * log;
                    square += rate * log * log;
                }
                int row = (worker * k + answers.label(i)) * k;
                excess += -Math.log(Math.max(rates[row + truth], RateRule.FLOOR)) - mean;
                variance += Math.max(0, square - mean * mean);
                errors[i] = 1 - consensus.probability(task, answers.label(i));
                soft[task][answers.label(i)]++;
            }
            surprise[task] = variance > 0 ? excess / Math.sqrt(variance) : 0;
            soften(soft[task], usual, consensus, task);
        }
        return new Ambiguity(surprise, soft, errors);
    }

    /** The rates of a worker like these, [true][answered]. */
    private static double[][] usual(Consensus consensus) {
        Answers answers = consensus.answers();
        int k = consensus.classes();
        double[][] usual = new double[k][k];
        for (int task = 0; task < answers.tasks().size(); task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                for (int truth = 0; truth < k; truth++) {
                    usual[truth][answers.label(i)] += consensus.probability(task, truth);
                }
            }
        }
        for (int truth = 0; truth < k; truth++) {
            double sum = 1;
            usual[truth][truth]++;
            for (int said = 0; said < k; said++) {
                sum += usual[truth][said] - (said == truth ? 1 : 0);
            }
            for (int said = 0; said < k; said++) {
                usual[truth][said] /= sum;
            }
        }
        return usual;
    }

    /** The votes, and the usual worker's answers to the consensus counted as one more. */
    private static void soften(double[] votes, double[][] usual, Consensus consensus, int task) {
        double n = 1;
        for (double count : votes) {
            n += count;
        }
        for (int said = 0; said < votes.length; said++) {
            double expected = 0;
            for (int truth = 0; truth < votes.length; truth++) {
                expected += consensus.probability(task, truth) * usual[truth][said];
            }
            votes[said] = (votes[said] + expected) / n;
        }
    }
}
