package org.maslin.server.identity;

import java.time.Instant;
import java.util.UUID;
import org.maslin.security.Role;

/** An API key as it is listed: without its secret. */
public record Key(
        UUID id,
        String name,
        UUID userId,
        Role role,
        KeyKind kind,
        String prefix,
        Instant createdAt) {}
