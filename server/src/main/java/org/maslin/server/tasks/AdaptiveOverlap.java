package org.maslin.server.tasks;

import org.maslin.core.BadInputException;
import org.maslin.quality.StopRule;

/**
 * An overlap that ends as soon as the answers to the leading question are sure enough.
 *
 * @param least the fewest answers of a task
 * @param most the most answers
 * @param confidence the probability of the consensus that is enough
 */
public record AdaptiveOverlap(int least, int most, double confidence) {

    private static final int LARGEST = 1000;

    public AdaptiveOverlap {
        if (least < 1 || most < least || most > LARGEST) {
            throw new BadInputException(
                    "least and most",
                    least + " and " + most,
                    "1 ≤ least ≤ most ≤ 1000",
                    "For a fixed overlap, take the rule away.");
        }
        if (!(confidence > 0 && confidence <= 1)) {
            throw new BadInputException(
                    "confidence",
                    String.valueOf(confidence),
                    "above 0, at most 1",
                    "0.95 is a good beginning.");
        }
    }

    /** When a task with this overlap has enough answers. */
    public StopRule rule() {
        return new StopRule(least, most, confidence);
    }
}
