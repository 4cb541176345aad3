package org.maslin.server.records;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did.
 *
 * @param sequence its leaf in the tree; null for the second before it has one
 * @param actor a user id, or the system
 * @param object what was acted on, as {@code kind:id}
 */
public record AuditEntry(
        @Nullable Long sequence,
        UUID id,
        Instant at,
        String actor,
        String action,
        String object,
        Map<String, String> details) {}
