package org.maslin.server.webhooks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be different; what is absent stays. */
public record WebhookChange(
        @Nullable String url, @Nullable List<String> events, @Nullable WebhookState state) {
    public WebhookChange {
        events = events == null ? null : WebhookFlow.checked(events);
    }
}
