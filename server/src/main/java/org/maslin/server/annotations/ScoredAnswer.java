package org.maslin.server.annotations;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.maslin.server.identity.Annotator;

/**
 * An answer to a task whose answer is known.
 *
 * @param answers in the sample's own order
 * @param attempt which attempt at a test it belongs to; 1 for gold and training
 * @param scores by question
 */
public record ScoredAnswer(
        UUID id,
        UUID taskId,
        String taskKey,
        Annotator annotator,
        Map<String, Object> answers,
        int attempt,
        double score,
        boolean correct,
        Map<String, Double> scores,
        Instant submittedAt) {}
