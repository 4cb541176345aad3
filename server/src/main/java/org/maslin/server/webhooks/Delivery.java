package org.maslin.server.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param attempts since it was made or last replayed
 * @param status the receiver's last answer, if it gave one
 * @param nextAt when it is tried next, while it is pending
 */
public record Delivery(
        UUID id,
        String event,
        DeliveryState state,
        int attempts,
        int replays,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable Instant nextAt,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
