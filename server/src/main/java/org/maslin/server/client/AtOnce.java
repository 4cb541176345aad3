package org.maslin.server.client;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same for many things, several at once, and stops at the first that fails. */
public final class AtOnce {

    private AtOnce() {}

    public static <T> void run(int atOnce, Collection<T> things, Consumer<T> deed) {
        try (var pool = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            var running = things.stream().map(one -> pool.submit(() -> deed.accept(one))).toList();
            try {
                for (Future<?> each : running) {
                    each.get();
                }
            } catch (ExecutionException failed) {
                pool.shutdownNow();
                throw failed.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failed.getCause());
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted before all was done.", e);
            }
        }
    }
}
