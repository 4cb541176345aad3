package org.maslin.server.annotations;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to submit.
 *
 * @param answers by question name, as shown
 * @param secondsActive time on task, idle and hidden tab excluded
 */
public record SubmitAnnotation(Map<String, Object> answers, @Nullable Double secondsActive) {
    public SubmitAnnotation {
        answers = Map.copyOf(answers);
        AnnotationFlow.checkSeconds(secondsActive);
    }
}
