package org.maslin.server.threads;

import java.time.Instant;
import java.util.UUID;

/** Something that was said in a thread. */
public record ThreadMessage(int n, UUID userId, String name, String text, Instant createdAt) {}
