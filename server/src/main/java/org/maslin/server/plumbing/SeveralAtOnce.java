package org.maslin.server.plumbing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Work that mostly waits for others, done for several things at once, and no more than some. */
public final class SeveralAtOnce {

    private SeveralAtOnce() {}

    /**
     * What becomes of each, in their order.
     *
     * @param atMost how many are under way at a time
     */
    public static <I, O> List<O> each(List<I> things, int atMost, Function<I, O> work) {
        if (things.size() < 2) {
            return things.stream().map(work).toList();
        }
        var places = new Semaphore(atMost);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<O>> begun = new ArrayList<>();
            for (I thing : things) {
                begun.add(
                        threads.submit(
                                () -> {
                                    places.acquire();
                                    try {
                                        return work.apply(thing);
                                    } finally {
                                        places.release();
                                    }
                                }));
            }
            List<O> done = new ArrayList<>();
            for (Future<O> one : begun) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while several were under way.", stopped);
        }
    }
}
