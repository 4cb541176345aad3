package org.maslin.train.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The threads of this process that share rows between them, as many as libtorch has. They sleep
 * while there is nothing to do; threads of OpenBLAS spin, which costs a processor.
 */
public final class Lanes {

    private static final int COUNT = Torch.threads();

    /** Fewer rows are not worth another thread. */
    private static final long LEAST_ROWS = 64;

    private static final ExecutorService OTHERS =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("lane-", 1).factory());

    private Lanes() {}

    /** Work on some rows, which no other thread works on. */
    public interface Work {
        void on(long first, long rows);
    }

    /** Does the work on all rows; each thread has a scope of its own. */
    public static void share(long rows, Work work) {
        share(rows, LEAST_ROWS, work);
    }

    /**
     * The same where a row is more work, or less.
     *
     * @param least how many rows are worth another thread
     */
    public static void share(long rows, long least, Work work) {
        long each = Math.max(least, (rows + COUNT - 1) / COUNT);
        List<Future<?>> others = new ArrayList<>();
        for (long first = each; first < rows; first += each) {
            long start = first;
            others.add(OTHERS.submit(() -> scoped(start, Math.min(each, rows - start), work)));
        }
        try {
            scoped(0, Math.min(each, rows), work);
        } finally {
            others.forEach(Lanes::await);
        }
    }

    private static void scoped(long first, long rows, Work work) {
        try (Scope scope = Scope.open()) {
            work.on(first, rows);
        }
    }

    /** Native memory is at work: even an interrupted thread must wait for it. */
    private static void await(Future<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new CompletionException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
