package org.maslin.server.tasks;

import java.time.Instant;

/** Until when a task is mine. */
public record Lease(Instant leaseUntil) {}
