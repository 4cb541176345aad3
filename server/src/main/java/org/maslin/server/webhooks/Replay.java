package org.maslin.server.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Which finished deliveries to send again, by the time of their event.
 *
 * @param to without
 * @param state only those; delivered and dead ones if absent
 */
public record Replay(Instant from, Instant to, @Nullable DeliveryState state) {
    public Replay {
        if (!from.isBefore(to)) {
            throw new BadInputException(
                    "to", to.toString(), "a time after from (" + from + ")", "Swap the two.");
        }
    }
}
