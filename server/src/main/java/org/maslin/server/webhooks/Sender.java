package org.maslin.server.webhooks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.egress.Limits;
import org.maslin.server.plumbing.egress.OutgoingRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, each delivery on a thread of its own, eight at once to one webhook. A delivery
 * is counted before it is sent: when the server dies in between, the next one sends it again and
 * says that it may have arrived before.
 */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration IN_HAND = Duration.ofSeconds(60);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);
    private static final Duration DELIVERED_KEPT = Duration.ofDays(7);
    private static final Duration DEAD_KEPT = Duration.ofDays(30);
    private static final int DUE_A_TURN = 100;
    private static final int AT_ONCE = 8;
    private static final int LONGEST_ERROR = 300;

    private final Transactions transactions;
    private final WebhookStore store;
    private final Egress egress;
    private final InstantSource clock;
    private final SecureRandom random;
    private final byte[] key;
    private final Supplier<List<UUID>> organisations;
    private final Set<UUID> inFlight = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Semaphore> lanes = new ConcurrentHashMap<>();
    private Instant nextTidy = Instant.EPOCH;

    /** What came of an attempt; status 0 when there was no answer. */
    private record Outcome(int status, @Nullable String error) {}

    Sender(
            Transactions transactions,
            WebhookStore store,
            Egress egress,
            InstantSource clock,
            SecureRandom random,
            byte[] key,
            Supplier<List<UUID>> organisations) {
        this.transactions = transactions;
        this.store = store;
        this.egress = egress;
        this.clock = clock;
        this.random = random;
        this.key = key.clone();
        this.organisations = organisations;
    }

    Duration turn() {
        Instant now = clock.instant();
        if (now.isAfter(nextTidy)) {
            tidy(now);
            nextTidy = now.plus(TIDY_EVERY);
        }
        for (WebhookStore.Due due : transactions.house(() -> store.due(now, DUE_A_TURN))) {
            if (inFlight.add(due.delivery())) {
                Thread.ofVirtual().name("webhook").start(() -> carry(due));
            }
        }
        return PAUSE;
    }

    private void tidy(Instant now) {
        for (UUID organisation : organisations.get()) {
            transactions.write(
                    organisation,
                    () -> store.forget(now.minus(DELIVERED_KEPT), now.minus(DEAD_KEPT)));
        }
    }

    private void carry(WebhookStore.Due due) {
        Semaphore lane = lanes.computeIfAbsent(due.webhook(), w -> new Semaphore(AT_ONCE));
        try {
            lane.acquire();
            try {
                deliver(due);
            } finally {
                lane.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            // The delivery is still there and due again when its time in hand is over.
            LOG.warn("The delivery {} could not be brought to its end.", due.delivery(), fault);
        } finally {
            inFlight.remove(due.delivery());
        }
    }

    private void deliver(WebhookStore.Due due) {
        Instant now = clock.instant();
        WebhookStore.Claimed claimed =
                transactions
                        .write(
                                due.organisation(),
                                () ->
                                        new Claim(
                                                store.claim(
                                                        due.delivery(), now, now.plus(IN_HAND))))
                        .taken();
        if (claimed != null) {
            Outcome outcome = send(due.delivery(), claimed, now);
            transactions.write(due.organisation(), () -> settle(due.delivery(), claimed, outcome));
        }
    }

    private record Claim(WebhookStore.@Nullable Claimed taken) {}

    private Outcome send(UUID delivery, WebhookStore.Claimed claimed, Instant now) {
        String secret = WebhookFlow.secret(key, claimed.webhook(), claimed.secretVersion());
        boolean again = claimed.attempt() > 1 || claimed.replays() > 0;
        var request =
                OutgoingRequest.post(
                        URI.create(claimed.url()),
                        Map.of(
                                "Content-Type", "application/json",
                                "Maslin-Delivery", delivery.toString(),
                                "Maslin-Event", claimed.event(),
                                "Maslin-Attempt", String.valueOf(claimed.attempt()),
                                "Maslin-Retry", String.valueOf(again),
                                "Maslin-Signature",
                                        WebhookFlow.signature(
                                                secret, now.getEpochSecond(), claimed.body())),
                        claimed.body().getBytes(StandardCharsets.UTF_8));
        try (var response = egress.send(request, Limits.NOTICE)) {
            int status = response.status();
            return new Outcome(
                    status,
                    WebhookFlow.arrived(status) ? null : "The receiver answered " + status + ".");
        } catch (IOException | BadInputException failed) {
            String message = String.valueOf(failed.getMessage());
            return new Outcome(0, message.substring(0, Math.min(LONGEST_ERROR, message.length())));
        }
    }

    private void settle(UUID delivery, WebhookStore.Claimed claimed, Outcome outcome) {
        Instant now = clock.instant();
        if (outcome.error() == null) {
            store.finish(delivery, DeliveryState.DELIVERED, outcome.status(), null, now);
        } else if (WebhookFlow.wasLast(claimed.attempt(), outcome.status())) {
            store.finish(delivery, DeliveryState.DEAD, outcome.status(), outcome.error(), now);
            store.pause(
                    claimed.webhook(),
                    "The delivery %s was given up after %d attempts: %s"
                            .formatted(delivery, claimed.attempt(), outcome.error()));
        } else {
            Duration rest = WebhookFlow.rest(claimed.attempt(), random.nextDouble());
            store.retry(delivery, outcome.status(), outcome.error(), now.plus(rest));
        }
    }
}
