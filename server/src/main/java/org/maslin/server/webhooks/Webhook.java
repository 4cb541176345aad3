package org.maslin.server.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that hears of events.
 *
 * @param reason why it is paused, if the server did it
 * @param waiting deliveries that have not arrived yet
 */
public record Webhook(
        UUID id,
        String url,
        List<String> events,
        @Nullable UUID projectId,
        WebhookState state,
        @Nullable String reason,
        long waiting,
        Instant createdAt) {

    public Webhook {
        events = List.copyOf(events);
    }
}
