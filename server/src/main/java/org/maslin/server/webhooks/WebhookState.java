package org.maslin.server.webhooks;

/** Whether a webhook sends; a paused one gathers deliveries and sends none. */
public enum WebhookState {
    ACTIVE,
    PAUSED
}
