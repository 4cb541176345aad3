package org.maslin.server.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One sample to be answered by {@code overlap} annotators. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Task(
        UUID id,
        UUID projectId,
        UUID batchId,
        String key,
        UUID sampleId,
        TaskState state,
        int overlap,
        int answers,
        int priority,
        Map<String, Object> metadata,
        List<String> tags,
        @Nullable String uniqueId,
        Instant createdAt,
        @Nullable Instant completedAt) {}
