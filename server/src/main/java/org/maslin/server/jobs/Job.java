package org.maslin.server.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job and how far it is. */
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
        @Nullable Instant finishedAt) {

    public boolean isFinished() {
        return state == JobState.DONE || state == JobState.FAILED || state == JobState.CANCELLED;
    }
}
