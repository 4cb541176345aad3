package org.maslin.server.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.security.KeyedHash;

/**
 * How a delivery is signed and when it is tried again.
 *
 * <p>The rests between attempts grow by six tenths each, from five seconds: twenty attempts take
 * seventeen and a half hours, and with a fifth more or less by chance never a day.
 */
final class WebhookFlow {

    static final int MOST_ATTEMPTS = 20;

    private static final double FIRST_REST_SECONDS = 5;
    private static final double GROWTH = 1.6;
    private static final double JITTER = 0.2;
    private static final int GONE = 410;
    private static final String SECRET_PREFIX = "whsec_";

    private WebhookFlow() {}

    /** Refuses a list of events that names none, or one that there is not. */
    static List<String> checked(List<String> events) {
        List<String> known = WebhookEvent.words();
        if (events.isEmpty()) {
            throw new BadInputException(
                    "events", "none", "one or more of " + String.join(", ", known), "Name some.");
        }
        for (String event : events) {
            if (!known.contains(event)) {
                throw new BadInputException(
                        "events",
                        "\"" + event + "\"",
                        "one of " + String.join(", ", known),
                        Nearest.hint(event, known));
            }
        }
        return List.copyOf(new LinkedHashSet<>(events));
    }

    /**
     * The secret of a webhook, made from the installation's key and stored nowhere.
     *
     * @param version counts up when somebody asks for a new secret
     */
    static String secret(byte[] installationKey, UUID webhook, int version) {
        byte[] digest =
                new KeyedHash(installationKey)
                        .digest(
                                "maslin/webhook/1/%s/%d"
                                        .formatted(webhook, version)
                                        .getBytes(StandardCharsets.UTF_8));
        return SECRET_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** {@code t=SECONDS,v1=HMAC-SHA256(t.body)} in hex, under the UTF-8 bytes of the secret. */
    static String signature(String secret, long seconds, String body) {
        String digest =
                new KeyedHash(secret.getBytes(StandardCharsets.UTF_8)).hex(seconds + "." + body);
        return "t=%d,v1=%s".formatted(seconds, digest);
    }

    /**
     * How long to rest after an attempt that failed.
     *
     * @param attempt its number, from 1
     * @param chance from 0 to 1
     */
    static Duration rest(int attempt, double chance) {
        double seconds = FIRST_REST_SECONDS * Math.pow(GROWTH, attempt - 1.0);
        double spread = 1 - JITTER + 2 * JITTER * chance;
        return Duration.ofMillis(Math.round(1000 * seconds * spread));
    }

    static boolean arrived(int status) {
        return status >= 200 && status < 300;
    }

    /**
     * Whether a failed attempt was the last: after twenty, or when the receiver says it is gone.
     */
    static boolean wasLast(int attempt, int status) {
        return attempt >= MOST_ATTEMPTS || status == GONE;
    }
}
