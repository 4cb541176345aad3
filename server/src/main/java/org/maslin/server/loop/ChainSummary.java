package org.maslin.server.loop;

import java.time.Instant;
import java.util.UUID;

/** A chain in short. */
public record ChainSummary(UUID id, String name, ChainState state, long seed, Instant createdAt) {}
