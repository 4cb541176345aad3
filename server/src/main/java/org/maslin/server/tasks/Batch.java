package org.maslin.server.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of a project that are started, paused and completed together.
 *
 * @param adaptiveOverlap what its new tasks get, if it has a rule of its own
 * @param priority batches with a higher one are given to annotators first
 */
public record Batch(
        UUID id,
        UUID projectId,
        String name,
        BatchKind kind,
        BatchState state,
        int priority,
        Map<String, Object> metadata,
        WorkRule rule,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AdaptiveOverlap adaptiveOverlap,
        BatchCounts counts,
        Instant createdAt) {}
