package org.maslin.server.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is signed in, and the token that this session's writes must carry. */
public record Session(
        @Nullable User user,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Organisation organisation,
        @Nullable String csrfToken,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt,
        boolean demo) {

    /** A tenant. */
    public record Organisation(UUID id, String name) {}

    static Session visitor(boolean demo) {
        return new Session(null, null, null, null, demo);
    }
}
