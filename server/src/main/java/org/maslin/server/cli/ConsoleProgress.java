package org.maslin.server.cli;

import java.io.PrintWriter;
import org.maslin.core.Progress;

/** Progress for a person at a terminal: one line every two seconds, and one for each new step. */
public final class ConsoleProgress implements Progress {

    private static final long PAUSE_NANOS = 2_000_000_000L;

    private final PrintWriter err;
    private String what = "";
    private long lastNanos;

    public ConsoleProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void at(long done, long total, String step) {
        long now = System.nanoTime();
        if (step.equals(what) && now - lastNanos < PAUSE_NANOS && done < total) {
            return;
        }
        what = step;
        lastNanos = now;
        err.println(total > 0 ? "%s: %,d of %,d".formatted(step, done, total) : step + " …");
        err.flush();
    }
}
