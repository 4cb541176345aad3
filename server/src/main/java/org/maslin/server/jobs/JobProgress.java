package org.maslin.server.jobs;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.maslin.core.Progress;
import org.maslin.server.plumbing.db.Transactions;

/** Writes a job's progress at most four times a second, and learns there of a cancel. */
final class JobProgress implements Progress {

    private static final long PAUSE_MILLIS = 250;

    private final Transactions transactions;
    private final JobStore store;
    private final UUID organisation;
    private final UUID id;
    private final InstantSource clock;
    private long lastMillis;

    JobProgress(
            Transactions transactions,
            JobStore store,
            UUID organisation,
            UUID id,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.organisation = organisation;
        this.id = id;
        this.clock = clock;
    }

    @Override
    public synchronized void at(long done, long total, String what) {
        long now = clock.millis();
        if (now - lastMillis < PAUSE_MILLIS) {
            return;
        }
        lastMillis = now;
        boolean unwanted =
                transactions.write(organisation, () -> store.progress(id, done, total, what));
        if (unwanted) {
            throw new CancellationException("The job was cancelled.");
        }
    }
}
