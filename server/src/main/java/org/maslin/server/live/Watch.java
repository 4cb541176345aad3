package org.maslin.server.live;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One watcher: the kinds it may hear, the one subject it wants, and the events on their way. A
 * watcher that does not read is let go, not waited for.
 */
final class Watch {

    private static final int MOST_WAITING = 256;

    private final Set<LiveKind> kinds;
    private final @Nullable UUID subject;
    private final BlockingQueue<LiveEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean over;

    Watch(Set<LiveKind> kinds, @Nullable UUID subject) {
        this.kinds = Set.copyOf(kinds);
        this.subject = subject;
    }

    boolean wants(LiveEvent event) {
        return wants(event.kind()) && (subject == null || subject.equals(event.subject()));
    }

    boolean wants(LiveKind kind) {
        return kinds.contains(kind);
    }

    @Nullable UUID subject() {
        return subject;
    }

    void offer(LiveEvent event) {
        if (wants(event) && !waiting.offer(event)) {
            over = true;
        }
    }

    /** The next event, or null after a while without one. */
    @Nullable LiveEvent next(Duration patience) throws InterruptedException {
        return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it has all that it will get. */
    boolean isOver() {
        return over && waiting.isEmpty();
    }

    void end() {
        over = true;
    }
}
