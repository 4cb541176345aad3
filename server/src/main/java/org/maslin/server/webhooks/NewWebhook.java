package org.maslin.server.webhooks;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook to make.
 *
 * @param projectId tell only of this project; of all, and of jobs, if absent
 */
public record NewWebhook(String url, List<String> events, @Nullable UUID projectId) {
    public NewWebhook {
        events = WebhookFlow.checked(events);
    }
}
