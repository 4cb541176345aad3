package org.maslin.server.threads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something was asked, answered or resolved. */
public record ThreadMoved(
        UUID organisationId,
        UUID projectId,
        UUID threadId,
        @Nullable UUID taskId,
        @Nullable String section,
        Kind kind) {

    /** What happened. */
    public enum Kind {
        ASKED,
        ANSWERED,
        RESOLVED
    }
}
