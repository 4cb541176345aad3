package org.maslin.synth.raters;

import java.util.List;

/** The twelve raters of the demo: five good, two tired, two unsure, three who do not look. */
public final class DemoCast {

    private static final double SECONDS = 6;
    private static final double SPAM_SECONDS = 1;

    private DemoCast() {}

    public static List<RaterProfile> raters() {
        return List.of(
                looking("rater-01", 0.9, 0),
                looking("rater-02", 1.1, 0),
                looking("rater-03", 1.2, 0),
                looking("rater-04", 1.4, 0),
                looking("rater-05", 1.6, 0),
                looking("rater-06", 1.2, 0.6),
                looking("rater-07", 1.2, 0.6),
                looking("rater-08", 0.45, 0),
                looking("rater-09", 0.45, 0),
                spamming("rater-10", Spam.RANDOM),
                spamming("rater-11", Spam.FIRST),
                spamming("rater-12", Spam.SECOND));
    }

    private static RaterProfile looking(String name, double sharpness, double tiredShare) {
        return new RaterProfile(name, sharpness, tiredShare, Spam.NONE, SECONDS);
    }

    private static RaterProfile spamming(String name, Spam spam) {
        return new RaterProfile(name, 0, 0, spam, SPAM_SECONDS);
    }
}
