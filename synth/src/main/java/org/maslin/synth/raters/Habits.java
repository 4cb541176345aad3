package org.maslin.synth.raters;

import org.jspecify.annotations.Nullable;

/**
 * How a rater's work changes as it goes on: what the diagnostics of annotators are rehearsed on.
 *
 * @param fatigue null for one who does not tire
 * @param drift null for one who does not become worse
 * @param copying null for one who answers alone
 */
public record Habits(@Nullable Fatigue fatigue, @Nullable Drift drift, @Nullable Copying copying) {

    /** Always the same, and alone. */
    public static final Habits STEADY = new Habits(null, null, null);

    /**
     * Guesses more and more within a sitting, and is fresh again in the next.
     *
     * @param sitting tasks of a sitting, at least 2
     * @param guesses share of guesses at the end of it; 0 at its beginning, and evenly between
     */
    public record Fatigue(int sitting, double guesses) {

        public Fatigue {
            if (sitting < 2) {
                throw new IllegalArgumentException(
                        "A sitting (%d) must have at least 2 tasks.".formatted(sitting));
            }
            requireShare("guesses of the tired", guesses);
        }
    }

    /**
     * Guesses a share of the tasks, for good, after so many.
     *
     * @param after tasks before it begins
     */
    public record Drift(int after, double guesses) {

        public Drift {
            if (after < 0) {
                throw new IllegalArgumentException(
                        "The tasks before a drift (%d) must not be negative.".formatted(after));
            }
            requireShare("guesses after the drift", guesses);
        }
    }

    /**
     * Answers as another rater does, where both have the task.
     *
     * @param of the other's name
     * @param share of the common tasks that are copied
     */
    public record Copying(String of, double share) {

        public Copying {
            requireShare("copied share", share);
        }
    }

    /**
     * The share of guesses at a point of the work.
     *
     * @param done tasks that the rater had before this one
     */
    public double guesses(int done) {
        double looks = 1;
        if (fatigue != null) {
            int within = done % fatigue.sitting();
            looks -= fatigue.guesses() * within / (fatigue.sitting() - 1);
        }
        if (drift != null && done >= drift.after()) {
            looks *= 1 - drift.guesses();
        }
        return 1 - looks;
    }

    private static void requireShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "The %s (%s) must lie between 0 and 1.".formatted(what, share));
        }
    }
}
