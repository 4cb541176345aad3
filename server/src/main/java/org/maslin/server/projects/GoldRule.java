package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * How a project uses tasks whose answer is known.
 *
 * @param rate which share of an annotator's tasks is gold; 0 if absent
 * @param firstTasks of an annotator's first tasks, of which a fixed number is gold; 0 if absent
 * @param firstGold how many of them; 0 if absent
 * @param minimumAccuracy the share of right answers to gold that is expected; none if absent
 * @param minimumAnswers to gold, from which on accuracy is judged; 10 if absent
 * @param below what happens to who stays below the minimum; a flag if absent
 * @param passAt from which score on a graded answer, such as regions or a ranking, is right; 0.8 if
 *     absent
 * @param showOwn whether annotators see their own accuracy; false if absent
 * @param trainingFirst whether training comes before work; false if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoldRule(
        @Nullable Double rate,
        @Nullable Integer firstTasks,
        @Nullable Integer firstGold,
        @Nullable Double minimumAccuracy,
        @Nullable Integer minimumAnswers,
        @Nullable Below below,
        @Nullable Double passAt,
        @Nullable Boolean showOwn,
        @Nullable Boolean trainingFirst) {

    /** What happens to an annotator whose answers to gold are not right often enough. */
    public enum Below {
        /** The manager sees it. */
        FLAG,
        /** They get no more tasks until the manager says so. */
        STOP
    }

    /** No gold is given. */
    public static final GoldRule NONE =
            new GoldRule(null, null, null, null, null, null, null, null, null);

    private static final int MOST_FIRST = 200;
    private static final int USUAL_ANSWERS = 10;
    private static final double USUAL_PASS = 0.8;

    public GoldRule {
        checkShare("rate", rate);
        checkShare("minimumAccuracy", minimumAccuracy);
        checkShare("passAt", passAt);
        NewProject.checkRange("firstTasks", firstTasks, 0, MOST_FIRST);
        NewProject.checkRange("firstGold", firstGold, 0, firstTasks == null ? 0 : firstTasks);
        NewProject.checkRange("minimumAnswers", minimumAnswers, 1, 100_000);
    }

    public double rateOrNone() {
        return rate == null ? 0 : rate;
    }

    public int firstTasksOrNone() {
        return firstTasks == null ? 0 : firstTasks;
    }

    public int firstGoldOrNone() {
        return firstGold == null ? 0 : firstGold;
    }

    public double passAtOrUsual() {
        return passAt == null ? USUAL_PASS : passAt;
    }

    public boolean showsOwn() {
        return Boolean.TRUE.equals(showOwn);
    }

    public boolean teachesFirst() {
        return Boolean.TRUE.equals(trainingFirst);
    }

    /** Whether so many right answers to gold are too few. */
    public boolean isBelow(long correct, long answers) {
        return minimumAccuracy != null
                && answers >= (minimumAnswers == null ? USUAL_ANSWERS : minimumAnswers)
                && correct < minimumAccuracy * answers;
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
