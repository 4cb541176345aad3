package org.maslin.server.projects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a project.
 *
 * @param changedAt absent if it was never changed
 * @param deleteAfter when a deleted project is purged
 */
public record ProjectStanding(
        UUID projectId,
        ProjectState state,
        @Nullable Instant changedAt,
        @Nullable Instant deleteAfter) {}
