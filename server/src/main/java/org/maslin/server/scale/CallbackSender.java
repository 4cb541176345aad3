package org.maslin.server.scale;

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.security.KeyedHash;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.mail.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is due. An attempt is counted before it is made: when the server dies in between, the
 * next one tells it again and says so.
 */
final class CallbackSender {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackSender.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration IN_HAND = Duration.ofMinutes(1);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int AT_ONCE = 32;
    private static final int LONGEST_ERROR = 300;

    private final Transactions transactions;
    private final CallbackStore store;
    private final ScaleTaskStore tasks;
    private final ScaleCallbacks callbacks;
    private final Outside outside;
    private final Mail mail;
    private final Supplier<List<UUID>> organisations;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Set<UUID> inFlight = ConcurrentHashMap.newKeySet();
    private Instant nextTidy = Instant.EPOCH;

    CallbackSender(
            Transactions transactions,
            CallbackStore store,
            ScaleTaskStore tasks,
            ScaleCallbacks callbacks,
            Outside outside,
            Mail mail,
            Supplier<List<UUID>> organisations,
            InstantSource clock,
            SecureRandom random) {
        this.transactions = transactions;
        this.store = store;
        this.tasks = tasks;
        this.callbacks = callbacks;
        this.outside = outside;
        this.mail = mail;
        this.organisations = organisations;
        this.clock = clock;
        this.random = random;
    }

    Duration turn() {
        Instant now = clock.instant();
        boolean tidies = now.isAfter(nextTidy);
        for (UUID organisation : organisations.get()) {
            if (tidies) {
                transactions.write(organisation, () -> store.forget(now.minus(KEPT)));
            }
            int free = AT_ONCE - inFlight.size();
            if (free > 0) {
                transactions
                        .write(organisation, () -> store.take(now, now.plus(IN_HAND), free))
                        .forEach(due -> start(organisation, due));
            }
        }
        if (tidies) {
            nextTidy = now.plus(TIDY_EVERY);
        }
        return PAUSE;
    }

    private void start(UUID organisation, CallbackStore.Due due) {
        inFlight.add(due.id());
        Thread.ofVirtual()
                .name("scale-callback")
                .start(
                        () -> {
                            try {
                                carry(organisation, due);
                            } catch (RuntimeException fault) {
                                LOG.warn("The callback {} was not settled.", due.id(), fault);
                            } finally {
                                inFlight.remove(due.id());
                            }
                        });
    }

    private void carry(UUID organisation, CallbackStore.Due due) {
        String error = send(organisation, due);
        Instant now = clock.instant();
        transactions.write(
                organisation,
                () -> {
                    if (error == null) {
                        store.finish(due.id(), "delivered", null, now);
                    } else if (due.attempts() >= CallbackFlow.MOST_ATTEMPTS) {
                        store.finish(due.id(), "dead", error, now);
                    } else {
                        Duration rest = CallbackFlow.rest(due.attempts(), random.nextDouble());
                        store.retry(due.id(), error, now.plus(rest));
                        return;
                    }
                    if (due.taskId() != null) {
                        tasks.setHeard(due.taskId(), error == null, now);
                    }
                });
    }

    /** Tells it; what went wrong, or null. */
    private @Nullable String send(UUID organisation, CallbackStore.Due due) {
        return CallbackFlow.isMail(due.url()) ? mail(due) : post(organisation, due);
    }

    private @Nullable String mail(CallbackStore.Due due) {
        String what = due.taskId() == null ? "A batch" : "Task " + due.taskId();
        try {
            mail.send(due.url(), what + " has news", due.body());
            return null;
        } catch (IOException failed) {
            return shortened(failed);
        }
    }

    private static String shortened(Exception failed) {
        String message = String.valueOf(failed.getMessage());
        return message.substring(0, Math.min(LONGEST_ERROR, message.length()));
    }

    private @Nullable String post(UUID organisation, CallbackStore.Due due) {
        String secret = callbacks.secret(organisation, due.mode());
        byte[] body = due.body().getBytes(StandardCharsets.UTF_8);
        long seconds = clock.instant().getEpochSecond();
        String signature =
                new KeyedHash(secret.getBytes(StandardCharsets.UTF_8))
                        .hex(seconds + "." + due.body());
        try {
            int status =
                    outside.post(
                            URI.create(due.url()),
                            Map.of(
                                    "Content-Type", "application/json",
                                    "scale-callback-auth", secret,
                                    "Maslin-Delivery", due.id().toString(),
                                    "Maslin-Attempt", String.valueOf(due.attempts()),
                                    "Maslin-Retry", String.valueOf(due.attempts() > 1),
                                    "Maslin-Signature", "t=%d,v1=%s".formatted(seconds, signature)),
                            body);
            return CallbackFlow.heard(status) ? null : "The receiver answered " + status + ".";
        } catch (IOException | IllegalArgumentException failed) {
            return shortened(failed);
        }
    }
}
