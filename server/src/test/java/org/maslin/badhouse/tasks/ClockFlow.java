package org.maslin.badhouse.tasks;

import java.time.Instant;

final class ClockFlow {

    private ClockFlow() {}

    /** What is nested in a rule is part of it. */
    static final class Nested {

        private Nested() {}

        static Instant readsTheClock() {
            return Instant.now();
        }
    }
}
