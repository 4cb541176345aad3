package org.maslin.server.annotations;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An unfinished answer to keep. */
public record Draft(Map<String, Object> answers, @Nullable Double secondsActive) {
    public Draft {
        answers = Map.copyOf(answers);
        AnnotationFlow.checkSeconds(secondsActive);
    }
}
