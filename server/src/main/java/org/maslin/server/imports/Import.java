package org.maslin.server.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import and how far it is.
 *
 * @param read records that were looked at
 * @param present samples whose key the project had already
 * @param rejected records that cannot be taken; the list of them is a file of its own
 * @param rolledBack whether a rejected record undid all
 * @param error why it stopped
 */
public record Import(
        UUID id,
        UUID projectId,
        UUID jobId,
        NewImport wanted,
        ImportState state,
        long read,
        long taken,
        long present,
        long rejected,
        boolean rolledBack,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
