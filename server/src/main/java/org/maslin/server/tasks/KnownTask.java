package org.maslin.server.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task whose answer is known.
 *
 * @param batchId the one batch among whose tasks it is given; any of the project if absent
 * @param qualificationId the test it is a part of, if it is one
 * @param expected answers by question, in the sample's own order; to all questions or some
 * @param tolerance by question, how far a number may be off
 * @param retired whether it is given no more
 * @param withheld whether it is gold that would stand out: tasks around it begin with a prediction,
 *     and it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnownTask(
        UUID id,
        UUID projectId,
        @Nullable UUID batchId,
        Purpose purpose,
        @Nullable UUID qualificationId,
        String key,
        UUID sampleId,
        Map<String, Object> expected,
        @Nullable String explanation,
        Map<String, Double> tolerance,
        boolean retired,
        boolean withheld,
        Instant createdAt) {}
