package org.maslin.server.exports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export and what became of it.
 *
 * @param jobId the job that writes it
 * @param rows how many rows the file has
 * @param skipped tasks that passed the filter and have no row in this format, such as ties
 * @param expiresAt when the file is removed
 */
public record Export(
        UUID id,
        UUID projectId,
        UUID jobId,
        NewExport wanted,
        ExportState state,
        @Nullable Long rows,
        @Nullable Long skipped,
        @Nullable Long bytes,
        @Nullable String sha256,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
