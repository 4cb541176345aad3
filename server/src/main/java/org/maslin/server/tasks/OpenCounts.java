package org.maslin.server.tasks;

import java.time.Duration;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.maslin.server.plumbing.Lately;

/**
 * How many tasks an annotator could still answer, counted up to {@value #MOST} and, where there are
 * as many, not again for a while: the number is shown, nothing is decided by it.
 */
final class OpenCounts {

    static final int MOST = 500;

    private record Counter(UUID user, UUID project) {}

    private static final Duration LIFE = Duration.ofSeconds(5);
    private static final int MOST_KNOWN = 50_000;

    private final Lately<Counter, Boolean> full = new Lately<>(LIFE, MOST_KNOWN);

    int of(UUID user, UUID project, IntSupplier count) {
        var counter = new Counter(user, project);
        if (full.get(counter, () -> null) != null) {
            return MOST;
        }
        int counted = count.getAsInt();
        if (counted == MOST) {
            full.put(counter, Boolean.TRUE);
        }
        return counted;
    }
}
