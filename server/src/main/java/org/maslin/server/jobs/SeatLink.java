package org.maslin.server.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tie between who has a seat and who leads the job: on a thread of its own, so that a database
 * that does not answer cannot keep who sits there from seeing that nothing is heard any more.
 */
final class SeatLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SeatLink.class);
    private static final long PAUSE_MILLIS = 500;

    private final Transactions transactions;
    private final SeatStore store;
    private final UUID organisation;
    private final UUID seat;
    private final Pulse leader = new Pulse();
    private volatile boolean closed;
    private volatile SeatStore.@Nullable Place place = new SeatStore.Place(null, null, 0);

    private SeatLink(Transactions transactions, SeatStore store, UUID organisation, UUID seat) {
        this.transactions = transactions;
        this.store = store;
        this.organisation = organisation;
        this.seat = seat;
    }

    static SeatLink open(Transactions transactions, SeatStore store, UUID organisation, UUID seat) {
        var link = new SeatLink(transactions, store, organisation, seat);
        Thread.ofVirtual().name("seat-" + seat).start(link::beat);
        return link;
    }

    private void beat() {
        while (!closed && place != null) {
            try {
                place = transactions.write(organisation, () -> store.sit(seat));
            } catch (RuntimeException fault) {
                LOG.warn("Seat {} cannot be looked at: {}", seat, fault.toString());
            }
            rest();
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was last seen of the seat; null if it is no more, or its leader is not heard. */
    SeatStore.@Nullable Place seen() {
        SeatStore.Place seen = place;
        return seen == null || leader.isStill(seen.beat(), System.nanoTime()) ? null : seen;
    }

    @Override
    public void close() {
        closed = true;
    }
}
