package org.maslin.quality;

/**
 * Tells, answer by answer, when a worker has become worse: the cumulative sum of the log-likelihood
 * ratio of the fallen skill against the usual one, never below 0 (Page, Biometrika 41, 1954).
 *
 * <p>An answer counts by how probable the others make it, r: right with probability s it has the
 * likelihood r s + (1 − r)(1 − s) ÷ (K − 1); so an answer on which the others are unsure says
 * little either way. The alarm is at 5.5, where a worker who is and stays right nine times in ten
 * sets it off less than once in 2,000 answers against a fall to six in ten. After an alarm the sum
 * starts anew.
 */
public final class SkillDrift {

    private static final double ALARM = 5.5;
    private static final double FLOOR = 0.01;
    private static final int FEWEST = 10;
    private static final double STANDARD_ERRORS = 3;

    private final double usual;
    private final double fallen;
    private final int otherLabels;
    private double sum;

    /**
     * @param usual how often the worker has been right so far, such as {@link Consensus#skills}
     * @param fallen how often a worker is right who should be noticed
     * @param labels how many labels there are
     */
    public SkillDrift(double usual, double fallen, int labels) {
        if (!(fallen > 0 && fallen < usual && usual <= 1)) {
            throw new IllegalArgumentException(
                    "The fallen skill (%s) must be above 0 and below the usual one (%s), which is at"
                                    .formatted(fallen, usual)
                            + " most 1.");
        }
        this.usual = Math.min(usual, 1 - FLOOR);
        this.fallen = fallen;
        this.otherLabels = Math.max(1, labels - 1);
    }

    /**
     * Takes the next answer.
     *
     * @param support how probable the other answers make it, such as of {@link
     *     Consensus#othersBelief}
     * @return whether this answer sets off the alarm
     */
    public boolean add(double support) {
        if (Double.isNaN(support)) {
            return false;
        }
        sum = Math.max(0, sum + Math.log(likelihood(support, fallen) / likelihood(support, usual)));
        if (sum < ALARM) {
            return false;
        }
        sum = 0;
        return true;
    }

    /**
     * Where a worker became worse, looking back over all answers: the answer after the last rest of
     * the sum before its alarm, if the answers from there on are rarer among the others' by more
     * than luck explains (a difference of means of 3 standard errors). A single alarm in thousands
     * of answers is nothing; this is for lists that people read.
     *
     * @param support [answer] in the order given; NaN where nobody else answered
     * @return the number of the answer, or −1
     */
    public static int fallIn(double[] support, double usual, double fallen, int labels) {
        var drift = new SkillDrift(usual, fallen, labels);
        int rest = 0;
        for (int i = 0; i < support.length; i++) {
            if (drift.add(support[i])) {
                return isBelow(support, rest) ? rest : -1;
            }
            if (drift.sum == 0) {
                rest = i + 1;
            }
        }
        return -1;
    }

    private static boolean isBelow(double[] support, int from) {
        double[] before = moments(support, 0, from);
        double[] after = moments(support, from, support.length);
        double error = Math.sqrt(before[1] / before[2] + after[1] / after[2]);
        return before[2] >= FEWEST
                && after[2] >= FEWEST
                && before[0] - after[0] > STANDARD_ERRORS * error;
    }

    /** Mean, variance and number of what is known in [from, to). */
    private static double[] moments(double[] support, int from, int to) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(support[i])) {
                sum += support[i];
                squares += support[i] * support[i];
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        return new double[] {mean, n == 0 ? 0 : squares / n - mean * mean, n};
    }

    /** How near the alarm is: 0 at rest, 1 when it goes off. */
    public double nearness() {
        return sum / ALARM;
    }

    private double likelihood(double support, double skill) {
        return support * skill + (1 - support) * (1 - skill) / otherLabels;
    }
}
