package org.maslin.server.scale;

import java.time.Duration;

/**
 * When a callback that was not heard is told again: the rests grow by six tenths each from five
 * seconds, so that twenty attempts take less than a day.
 */
final class CallbackFlow {

    static final int MOST_ATTEMPTS = 20;

    private static final double FIRST_REST_SECONDS = 5;
    private static final double GROWTH = 1.6;
    private static final double JITTER = 0.2;

    private CallbackFlow() {}

    /**
     * How long to rest after an attempt that failed.
     *
     * @param attempt its number, from 1
     * @param chance from 0 to 1
     */
    static Duration rest(int attempt, double chance) {
        double seconds = FIRST_REST_SECONDS * Math.pow(GROWTH, attempt - 1.0);
        return Duration.ofMillis(Math.round(1000 * seconds * (1 - JITTER + 2 * JITTER * chance)));
    }

    static boolean heard(int status) {
        return status >= 200 && status < 300;
    }

    static boolean isMail(String address) {
        return !address.contains("/");
    }
}
