package org.maslin.server.records;

import org.jspecify.annotations.Nullable;

/**
 * What a recomputation of the whole tree found.
 *
 * @param pending committed entries that have no leaf yet
 * @param checkpoint the signed note over the tree
 */
public record AuditVerification(
        boolean verified,
        long entries,
        long pending,
        String root,
        String checkpoint,
        String publicKey,
        @Nullable String finding) {}
