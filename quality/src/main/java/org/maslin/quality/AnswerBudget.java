package org.maslin.quality;

/**
 * Which of the answers that could be had are asked for, so that a part of them is enough.
 *
 * <p>Offers come one after the other: this worker could answer that task. Taken are those that tell
 * most ({@link OnlineConsensus#gain}), at a rate that uses the budget up with the last offer: an
 * offer is compared with the last {@value #WINDOW} ones, and taken if it is among their upper part,
 * the part being the answers left over the offers left.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class AnswerBudget {

    private static final int WINDOW = 256;

    private final double[] recent = new double[WINDOW];
    private long answers;
    private long offers;
    private long seen;

    /**
     * @param answers how many may be taken
     * @param offers how many offers are expected; more are treated as the last one
     */
    public AnswerBudget(long answers, long offers) {
        if (answers < 0 || offers < 0) {
            throw new IllegalArgumentException(
                    "The answers (%d) and the offers (%d) must not be negative."
                            .formatted(answers, offers));
        }
        this.answers = answers;
        this.offers = offers;
    }

    /** How many answers are left. */
    public long left() {
        return answers;
    }

    /**
     * Decides on an offer.
     *
     * @param gain what the answer would tell; infinite for one that is needed in any case
     * @return whether the answer should be asked for; it is counted as taken then
     */
    public boolean takes(double gain) {
        if (Double.isNaN(gain)) {
            throw new IllegalArgumentException("A gain must be a number.");
        }
        double part = (double) answers / Math.max(1, offers);
        offers--;
        if (gain < Double.POSITIVE_INFINITY) {
            recent[(int) (seen++ % WINDOW)] = gain;
            if (!isAmongTheBest(gain, part)) {
                return false;
            }
        }
        if (answers == 0) {
            return false;
        }
        answers--;
        return true;
    }

    private boolean isAmongTheBest(double gain, double part) {
        int known = (int) Math.min(seen, WINDOW);
        int better = 0;
        for (int i = 0; i < known; i++) {
            better += recent[i] > gain ? 1 : 0;
        }
        return better < part * known;
    }
}
