package org.maslin.server.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job and how far it is.
 *
 * @param workers how many processes do it together
 */
public record Job(
        UUID id,
        String kind,
        JobState state,
        long done,
        long total,
        String what,
        int attempts,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt,
        int workers) {

    public boolean isFinished() {
        return state == JobState.DONE || state == JobState.FAILED || state == JobState.CANCELLED;
    }
}
