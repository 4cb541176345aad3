package org.maslin.server.tasks;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Tasks of a project that are started, paused and completed together.
 *
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
        BatchCounts counts,
        Instant createdAt) {}
