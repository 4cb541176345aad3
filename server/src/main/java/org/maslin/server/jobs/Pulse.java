package org.maslin.server.jobs;

import java.time.Duration;

/**
 * Tells whether another process is alive by a number that it counts up. How long the number stands
 * still is measured here alone: clocks of two machines are never compared.
 */
final class Pulse {

    static final Duration PATIENCE = Duration.ofSeconds(15);

    private long beat = -1;
    private long movedAt;

    /**
     * Whether the number has stood still for too long.
     *
     * @param now of a clock that is never set, in nanoseconds
     */
    boolean isStill(long seen, long now) {
        if (seen != beat) {
            beat = seen;
            movedAt = now;
        }
        return now - movedAt >= PATIENCE.toNanos();
    }
}
