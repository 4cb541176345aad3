package org.maslin.server.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.maslin.core.Progress;

/**
 * Work of a job that stays in one transaction: done on a thread beside the job's own, which tells
 * how far it is in other transactions and interrupts it when the job is to stop.
 */
public final class SideWork {

    private static final long TELL_EVERY_MILLIS = 250;

    private SideWork() {}

    /**
     * Runs the work to its end.
     *
     * @param done how much of it is done so far
     * @param total how much there is, or 0 when not known
     * @param work looks at {@link Thread#isInterrupted} between its steps
     */
    public static <T> T run(
            Progress progress, LongSupplier done, long total, String what, Callable<T> work)
            throws IOException {
        var task = new FutureTask<>(work);
        Thread side = Thread.ofVirtual().name("side-work").start(task);
        try {
            while (true) {
                try {
                    return task.get(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    progress.at(done.getAsLong(), total, what);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The job was stopped.", stopped);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        } finally {
            side.interrupt();
            join(side);
        }
    }

    private static void join(Thread side) {
        try {
            side.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
