package org.maslin.server.bulk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of many, and how far it is.
 *
 * @param read how many were looked at
 * @param changed how many were changed; in a dry run, how many would be tried
 * @param refused how many could not be changed
 * @param error why its job ended early
 */
public record BulkChange(
        UUID id,
        UUID projectId,
        UUID jobId,
        NewBulkChange wanted,
        BulkState state,
        long read,
        long changed,
        long refused,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
