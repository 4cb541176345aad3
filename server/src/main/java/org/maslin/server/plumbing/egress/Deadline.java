package org.maslin.server.plumbing.egress;

import java.time.Duration;

/** The moment, on the machine's steady clock, at which a call is given up. */
record Deadline(long nanos) {

    static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    Duration leftOr(Duration shorter) {
        Duration left = left();
        return left.compareTo(shorter) < 0 ? left : shorter;
    }

    boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }
}
