package org.maslin.server.datasets;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A version as it is listed.
 *
 * @param id SHA-256 of the manifest, and so of the content
 * @param simulated whether answers of simulated raters are in it
 */
public record DatasetVersion(
        String id,
        String name,
        UUID projectId,
        Kind kind,
        long rows,
        Map<String, Long> splits,
        long bytes,
        boolean simulated,
        Map<String, Object> manifest,
        Instant createdAt) {

    /** What the rows are. */
    public enum Kind {
        LABELS,
        PREFERENCES
    }
}
