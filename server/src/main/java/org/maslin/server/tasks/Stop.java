package org.maslin.server.tasks;

import java.time.Instant;
import java.util.UUID;

/** That an annotator gets no more tasks of a project, and why. */
public record Stop(UUID userId, String name, Instant stoppedAt, String reason) {}
