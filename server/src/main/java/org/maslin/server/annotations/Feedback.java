package org.maslin.server.annotations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was expected of an answer to a training task.
 *
 * @param expected as shown, to all questions or some
 * @param given as shown
 * @param scores by question, from 0 to 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Feedback(
        Map<String, Object> expected,
        Map<String, Object> given,
        @Nullable String explanation,
        double score,
        boolean correct,
        Map<String, Double> scores) {}
