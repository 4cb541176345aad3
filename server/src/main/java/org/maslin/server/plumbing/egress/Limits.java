package org.maslin.server.plumbing.egress;

import java.time.Duration;

/**
 * How much one call may take.
 *
 * @param connect until a connection stands
 * @param total until the last byte of the answer was read, redirects and all
 * @param bytes the longest body
 */
public record Limits(Duration connect, Duration total, long bytes) {

    /** For a short notice to another program: ten seconds, 64 KB of answer. */
    public static final Limits NOTICE =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 64 << 10);

    /** For a file: an hour, ten gigabytes. */
    public static final Limits FILE =
            new Limits(Duration.ofSeconds(10), Duration.ofHours(1), 10L << 30);
}
