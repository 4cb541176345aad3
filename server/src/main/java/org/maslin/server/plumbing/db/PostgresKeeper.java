package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps PostgreSQL running: one that ends without being asked to, killed or for want of memory, is
 * started again on the same port. Until it has recovered, whoever needs it is told that it failed;
 * what it had committed is there afterwards.
 */
final class PostgresKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresKeeper.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Starts PostgreSQL and waits until it takes connections. */
    interface Start {
        PostgresProcess start() throws IOException;
    }

    private final Start start;
    private final Path log;
    private PostgresProcess process;
    private boolean stopping;

    private PostgresKeeper(Start start, Path log, PostgresProcess process) {
        this.start = start;
        this.log = log;
        this.process = process;
    }

    /**
     * @param log PostgreSQL's own, to be named when it fails
     */
    static PostgresKeeper start(Start start, Path log) throws IOException {
        var keeper = new PostgresKeeper(start, log, start.start());
        Thread.ofVirtual().name("postgres-keeper").start(keeper::keep);
        return keeper;
    }

    private void keep() {
        PostgresProcess running = current();
        while (running != null) {
            if (!running.awaitEnd()) {
                return;
            }
            running = startAgain();
        }
    }

    private synchronized @Nullable PostgresProcess current() {
        return stopping ? null : process;
    }

    private @Nullable PostgresProcess startAgain() {
        for (Duration pause = Duration.ofMillis(200); ; pause = longer(pause)) {
            try {
                return tryToStart();
            } catch (IOException | PostgresFailedException failed) {
                LOG.error("PostgreSQL does not start again; trying on.", failed);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    private synchronized @Nullable PostgresProcess tryToStart() throws IOException {
        if (stopping) {
            return null;
        }
        LOG.error("PostgreSQL has ended and is started again. Its log: {}", log);
        process = start.start();
        return process;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** Stops it for good. */
    synchronized void stop() {
        stopping = true;
        process.stop();
    }
}
