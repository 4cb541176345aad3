package org.maslin.server.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.maslin.server.plumbing.db.Transactions;

/** Looks every ten seconds at what is only in the database, so that a scrape costs nothing. */
final class Sampler {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Transactions transactions;
    private final OperationsStore store;
    private final Meters meters;
    private final InstantSource clock;
    private volatile List<OperationsStore.Queue> queues = List.of();
    private volatile OperationsStore.Deliveries deliveries = new OperationsStore.Deliveries(0, 0);
    private Instant last;

    Sampler(Transactions transactions, OperationsStore store, Meters meters, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.meters = meters;
        this.clock = clock;
        this.last = clock.instant();
        for (String place : List.of("server", "worker")) {
            for (String state : List.of("queued", "running")) {
                meters.gauge(
                        "maslin.jobs",
                        "Jobs that have not ended.",
                        () -> jobs(place, state),
                        "place",
                        place,
                        "state",
                        state);
            }
        }
        meters.gauge(
                "maslin.webhook.deliveries.waiting",
                "Deliveries that have not arrived.",
                () -> deliveries.waiting());
        meters.gauge(
                "maslin.webhooks.paused",
                "Webhooks that send nothing.",
                () -> deliveries.pausedWebhooks());
    }

    Duration turn() {
        Instant now = clock.instant();
        transactions.house(
                () -> {
                    queues = store.queues();
                    deliveries = store.deliveries();
                    store.finished(last, now).forEach(meters::jobFinished);
                    return true;
                });
        last = now;
        return PAUSE;
    }

    private long jobs(String place, String state) {
        return queues.stream()
                .filter(queue -> queue.place().equals(place) && queue.state().equals(state))
                .mapToLong(OperationsStore.Queue::jobs)
                .sum();
    }
}
