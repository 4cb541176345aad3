package org.maslin.server.reviews;

import org.maslin.core.Seed;
import org.maslin.server.annotations.Annotation;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.ReviewRule;

/** The rules of reviews. */
final class ReviewFlow {

    private static final Seed SAMPLING = new Seed(0).derive("review");

    private ReviewFlow() {}

    /**
     * Whether an answer is among those that are reviewed; drawn from the names of task and
     * annotator alone, so that it does not depend on when it came.
     */
    static boolean isDrawn(ReviewRule rule, Annotation annotation) {
        return rule.levels() > 0
                && SAMPLING.derive(annotation.taskKey(), annotation.annotator().name())
                                .generator()
                                .nextDouble()
                        < rule.rateOrAll();
    }

    static RefusedException lost() {
        return RefusedException.conflict(
                "review-lost",
                "The review is no longer yours: its lease ended, or the answer was changed.",
                "Ask for the next review.");
    }
}
