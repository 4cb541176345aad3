package org.maslin.server.workforce;

import java.time.Instant;

/**
 * When the last answer will be there.
 *
 * @param low end of the 95 % interval
 * @param high end of the 95 % interval
 * @param remaining answers that are missing
 * @param days on which it stands
 */
public record Forecast(
        Instant finish, Instant low, Instant high, long remaining, int days, String method) {}
