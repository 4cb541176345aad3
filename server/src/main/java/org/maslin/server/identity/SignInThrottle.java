package org.maslin.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts failed sign-ins by account; after ten, the account rests for a quarter of an hour. */
final class SignInThrottle {

    private static final int ALLOWED = 10;
    private static final int REMEMBERED = 100_000;
    private static final Duration REST = Duration.ofMinutes(15);

    private record Failures(int count, Instant since) {}

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    SignInThrottle(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean rests(String account) {
        Failures known = current(account);
        return known != null && known.count() >= ALLOWED;
    }

    synchronized void failed(String account) {
        Failures known = current(account);
        failures.put(
                account,
                known == null
                        ? new Failures(1, clock.instant())
                        : new Failures(known.count() + 1, known.since()));
        if (failures.size() > REMEMBERED) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    synchronized void succeeded(String account) {
        failures.remove(account);
    }

    private @Nullable Failures current(String account) {
        Failures known = failures.get(account);
        if (known != null && known.since().plus(REST).isBefore(clock.instant())) {
            failures.remove(account);
            return null;
        }
        return known;
    }
}
