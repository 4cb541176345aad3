package org.maslin.synth.raters;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a simulated rater works.
 *
 * @param name unique among the raters of a run; answers depend on it
 * @param sharpness κ: how surely a better completion is preferred; 0 tosses a coin
 * @param tiredShare share of tasks that are answered with half the sharpness
 * @param secondsPerTask time the rater spends on a task
 * @param confusion of a choice, by true class and class answered, the shares of each row adding up
 *     to 1; a class without a row is answered rightly, and without any row the sharpness decides
 * @param habits how that changes as the work goes on
 */
public record RaterProfile(
        String name,
        double sharpness,
        double tiredShare,
        Spam spam,
        double secondsPerTask,
        Map<String, Map<String, Double>> confusion,
        Habits habits) {

    /** A rater of pairs who stays as he is. */
    public RaterProfile(
            String name, double sharpness, double tiredShare, Spam spam, double secondsPerTask) {
        this(name, sharpness, tiredShare, spam, secondsPerTask, Map.of(), Habits.STEADY);
    }

    public RaterProfile {
        confusion =
                confusion.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, row -> Map.copyOf(row.getValue())));
        if (!(sharpness >= 0) || !Double.isFinite(sharpness)) {
            throw new IllegalArgumentException(
                    "The sharpness (%s) of rater (%s) must not be negative."
                            .formatted(sharpness, name));
        }
        if (!(tiredShare >= 0 && tiredShare <= 1)) {
            throw new IllegalArgumentException(
                    "The tired share (%s) of rater (%s) must lie between 0 and 1."
                            .formatted(tiredShare, name));
        }
        if (!(secondsPerTask >= 0)) {
            throw new IllegalArgumentException(
                    "The seconds per task (%s) of rater (%s) must not be negative."
                            .formatted(secondsPerTask, name));
        }
    }

    /** The same rater, not looking. */
    public RaterProfile guessing() {
        return new RaterProfile(name, 0, 0, Spam.RANDOM, secondsPerTask);
    }
}
