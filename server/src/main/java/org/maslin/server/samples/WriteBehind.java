package org.maslin.server.samples;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes on a thread of its own, in order, while its owner reads on: a few writes ahead and no
 * more, so that memory does not grow. A write that fails is told to the owner at its next one.
 */
final class WriteBehind implements AutoCloseable {

    private static final int MOST_AHEAD = 3;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final Queue<Future<?>> ahead = new ArrayDeque<>();

    void run(Runnable write) {
        while (ahead.size() >= MOST_AHEAD) {
            await(ahead.remove());
        }
        ahead.add(thread.submit(write));
    }

    /** Waits for all writes. */
    void finish() {
        while (!ahead.isEmpty()) {
            await(ahead.remove());
        }
    }

    private static void await(Future<?> write) {
        try {
            write.get();
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
        thread.close();
    }
}
