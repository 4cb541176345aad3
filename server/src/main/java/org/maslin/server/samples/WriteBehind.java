package org.maslin.server.samples;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Writes on threads of its own while its owner reads on: a few writes ahead and no more, so that
 * memory does not grow. Two go at once, unless they share a key: then in order. A write that fails
 * is told to the owner at one of its next.
 */
final class WriteBehind implements AutoCloseable {

    private static final int LANES = 2;
    private static final int MOST_AHEAD = 4;

    private record Write(Set<String> keys, Future<?> done) {}

    private final ExecutorService threads =
            Executors.newFixedThreadPool(LANES, Thread.ofVirtual().factory());
    private final Queue<Write> ahead = new ArrayDeque<>();

    void run(Set<String> keys, Runnable write) {
        while (ahead.size() >= MOST_AHEAD || ahead.stream().anyMatch(sharesKeys(keys))) {
            await(ahead.remove());
        }
        ahead.add(new Write(keys, threads.submit(write)));
    }

    private static Predicate<Write> sharesKeys(Set<String> keys) {
        return write -> !Collections.disjoint(write.keys, keys);
    }

    /** Waits for all writes. */
    void finish() {
        while (!ahead.isEmpty()) {
            await(ahead.remove());
        }
    }

    private static void await(Write write) {
        try {
            write.done.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The import was interrupted.", stopped);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
