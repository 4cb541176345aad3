package org.maslin.server.loop;

import java.time.Instant;
import java.util.UUID;

/** A chain as it is listed. */
public record ChainSummary(UUID id, String name, ChainState state, long seed, Instant createdAt) {}
