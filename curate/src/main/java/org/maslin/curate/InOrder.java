package org.maslin.curate;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs pieces of work on many threads and hands out their results in the order they came in. */
final class InOrder<R> {

    private final ExecutorService threads;
    private final int ahead;
    private final Consumer<R> results;
    private final ArrayDeque<Future<R>> running = new ArrayDeque<>();

    /**
     * @param ahead how many pieces may be under way before the caller has to wait
     */
    InOrder(ExecutorService threads, int ahead, Consumer<R> results) {
        this.threads = threads;
        this.ahead = ahead;
        this.results = results;
    }

    void submit(Callable<R> work) {
        running.add(threads.submit(work));
        while (running.size() > ahead) {
            takeFirst();
        }
    }

    void finish() {
        while (!running.isEmpty()) {
            takeFirst();
        }
    }

    private void takeFirst() {
        try {
            results.accept(running.remove().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
