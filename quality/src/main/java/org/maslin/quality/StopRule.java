package org.maslin.quality;

/**
 * When a task has enough answers: at least some, at most some, and between them as soon as one
 * label is as probable as wanted. For two labels this is Wald's sequential probability ratio test,
 * cut off at the most answers (Annals of Mathematical Statistics 16, 1945).
 *
 * @param least the fewest answers, at least 1
 * @param most the most answers
 * @param confidence the probability of the best label that is enough, such as 0.95
 */
public record StopRule(int least, int most, double confidence) {

    public StopRule {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "The least answers (%d) must be at least 1 and no more than the most (%d)."
                            .formatted(least, most));
        }
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    "The confidence (%s) must be above 0 and at most 1.".formatted(confidence));
        }
    }

    /** A rule that asks every task equally often. */
    public static StopRule always(int answers) {
        return new StopRule(answers, answers, 1);
    }

    /**
     * What becomes of a task.
     *
     * @param answers how many it has
     * @param probability of its best label, as by {@link Posterior#of} or {@link OnlineConsensus}
     */
    public Routing decide(int answers, double probability) {
        if (answers >= least && probability >= confidence) {
            return Routing.CONFIDENT;
        }
        return answers >= most ? Routing.EXHAUSTED : Routing.ASK_AGAIN;
    }
}
