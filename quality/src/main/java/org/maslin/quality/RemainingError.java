package org.maslin.quality;

import java.util.Arrays;
import org.maslin.core.Figure;

/**
 * The share of wrong labels among tasks that count as done.
 *
 * <p>Answers alone tell how much annotators differ, not what they all misread: on public crowds 3
 * to 10 % of the labels are wrong of which the answers are sure. A few tasks whose truth is known
 * say by how much the doubt is too small; the doubt of the others makes the interval narrower
 * ({@link CorrectedJudge}).
 */
public final class RemainingError {

    private RemainingError() {}

    /**
     * As the answers tell: the mean doubt, without an interval since nothing says how far it may be
     * from the truth.
     *
     * @param doubt 1 − {@link Verdict#confidence} of the tasks
     */
    public static Figure of(double[] doubt) {
        double mean = Arrays.stream(doubt).average().orElse(0);
        return Figure.withoutInterval(
                mean, doubt.length, "mean doubt of the consensus, no truth known");
    }

    /**
     * Corrected by tasks whose truth is known, drawn at random among those that are done.
     *
     * @param wrong by known truth, whether the label is wrong; at least 10
     * @param doubtOfThese 1 − confidence of the same tasks
     * @param doubtOfOthers of all other tasks
     */
    public static Figure of(boolean[] wrong, double[] doubtOfThese, double[] doubtOfOthers) {
        double[] outcomes = new double[wrong.length];
        for (int i = 0; i < wrong.length; i++) {
            outcomes[i] = wrong[i] ? 1 : 0;
        }
        Figure corrected = CorrectedJudge.of(outcomes, doubtOfThese, doubtOfOthers).figure();
        return new Figure(
                corrected.estimate(),
                corrected.low(),
                corrected.high(),
                corrected.n(),
                "share wrong by known truth, with the doubt of %d more tasks, PPI++"
                        .formatted(doubtOfOthers.length));
    }
}
