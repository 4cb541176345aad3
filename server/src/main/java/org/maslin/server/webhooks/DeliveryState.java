package org.maslin.server.webhooks;

/** Where a delivery is. */
public enum DeliveryState {
    PENDING,
    DELIVERED,
    /** Given up after the last attempt; it can be replayed. */
    DEAD
}
