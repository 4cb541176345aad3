package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * How the answers of a project are reviewed.
 *
 * @param levels how many reviewers see an answer one after the other; 0 for none
 * @param rate which share of the answers is reviewed; all if absent
 * @param acceptAbove an answer that agrees with a consensus of at least this probability, made of
 *     two answers or more, needs no reviewer; never if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewRule(int levels, @Nullable Double rate, @Nullable Double acceptAbove) {

    private static final int MOST_LEVELS = 5;

    public ReviewRule {
        if (levels < 0 || levels > MOST_LEVELS) {
            throw new BadInputException(
                    "review.levels",
                    String.valueOf(levels),
                    "a whole number from 0 to 5",
                    "0 turns review off.");
        }
        checkShare("review.rate", rate);
        checkShare("review.acceptAbove", acceptAbove);
    }

    public double rateOrAll() {
        return rate == null ? 1 : rate;
    }

    private static void checkShare(String place, @Nullable Double share) {
        if (share != null && !(share >= 0 && share <= 1)) {
            throw new BadInputException(
                    place,
                    share.toString(),
                    "a number from 0 to 1",
                    "Leave it out for the default.");
        }
    }
}
