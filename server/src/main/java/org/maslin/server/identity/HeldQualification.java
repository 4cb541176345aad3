package org.maslin.server.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user has shown that they can do.
 *
 * @param score the share of right answers in a test; absent if somebody gave their word
 * @param expiresAt until when it holds; for good if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldQualification(
        String name, @Nullable Double score, Instant grantedAt, @Nullable Instant expiresAt) {

    /** Whether it holds at a time. */
    public boolean holds(Instant at) {
        return expiresAt == null || at.isBefore(expiresAt);
    }
}
