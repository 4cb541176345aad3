package org.maslin.server.webhooks;

/** A webhook with the secret that its receiver checks signatures with, shown this once. */
public record CreatedWebhook(Webhook webhook, String secret) {}
