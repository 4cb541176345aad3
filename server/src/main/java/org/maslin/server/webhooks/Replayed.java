package org.maslin.server.webhooks;

/** How many deliveries will be sent again. */
public record Replayed(int deliveries) {}
