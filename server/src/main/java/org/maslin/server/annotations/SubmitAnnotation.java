package org.maslin.server.annotations;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer to submit.
 *
 * @param answers by question name, as shown
 * @param guidelineVersion the one that was shown; the current one if absent
 * @param prediction the one that the answer began with
 * @param secondsActive time on task, idle and hidden tab excluded
 */
public record SubmitAnnotation(
        Map<String, Object> answers,
        @Nullable Double secondsActive,
        @Nullable UUID prediction,
        @Nullable Integer guidelineVersion) {
    /** An answer that began with nothing. */
    public SubmitAnnotation(Map<String, Object> answers, @Nullable Double secondsActive) {
        this(answers, secondsActive, null, null);
    }

    public SubmitAnnotation {
        answers = Map.copyOf(answers);
        AnnotationFlow.checkSeconds(secondsActive);
    }
}
