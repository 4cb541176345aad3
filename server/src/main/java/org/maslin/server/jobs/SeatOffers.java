package org.maslin.server.jobs;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import tools.jackson.databind.json.JsonMapper;

/** Offers seats at the jobs that this process runs. */
final class SeatOffers {

    private final Transactions transactions;
    private final SeatStore store;
    private final JobQueue queue;
    private final Ids ids;
    private final InstantSource clock;
    private final JsonMapper json;
    private final DataFolder folder;
    private final Settings settings;

    SeatOffers(
            Transactions transactions,
            SeatStore store,
            JobQueue queue,
            Ids ids,
            InstantSource clock,
            JsonMapper json,
            DataFolder folder,
            Settings settings) {
        this.transactions = transactions;
        this.store = store;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
        this.folder = folder;
        this.settings = settings;
    }

    /** Offers seats in place of those that an earlier run of the job may have left. */
    Seats offer(UUID organisation, UUID job, int count) throws InterruptedException {
        transactions.write(
                organisation,
                () -> {
                    unschedule(organisation, store.clear(job));
                    for (int i = 0; i < count; i++) {
                        UUID seat = ids.next();
                        store.add(
                                organisation, seat, job, folder.root().toString(), clock.instant());
                        queue.putSeat(organisation, seat);
                    }
                });
        var seats = new Seats(this, organisation, job, settings.ownAddress());
        try {
            seats.await(count);
            return seats;
        } catch (InterruptedException | RuntimeException stopped) {
            seats.close();
            throw stopped;
        }
    }

    List<Seat> lead(UUID organisation, UUID job) {
        return transactions.write(organisation, () -> store.lead(job));
    }

    /** Takes away what nobody has taken; returns what is left. */
    List<Seat> settle(UUID organisation, UUID job) {
        return transactions.write(
                organisation,
                () -> {
                    unschedule(organisation, store.withdraw(job));
                    return store.lead(job);
                });
    }

    void call(UUID organisation, Seat seat, int rank, List<String> command) {
        String words = json.writeValueAsString(command);
        transactions.write(organisation, () -> store.call(seat.id(), rank, words));
    }

    void drop(UUID organisation, Seat seat) {
        transactions.write(organisation, () -> store.delete(seat.id()));
    }

    void clear(UUID organisation, UUID job) {
        transactions.write(organisation, () -> unschedule(organisation, store.clear(job)));
    }

    private void unschedule(UUID organisation, List<UUID> seats) {
        seats.forEach(seat -> store.unschedule(new ScheduledName(organisation, seat).toString()));
    }
}
