package org.maslin.server.projects;

import java.time.Instant;
import java.util.UUID;

/** Who has read a guideline, and which version last. */
public record GuidelineReader(UUID userId, String name, int version, Instant readAt) {}
