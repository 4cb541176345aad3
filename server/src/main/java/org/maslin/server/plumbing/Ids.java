package org.maslin.server.plumbing;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Where new ids come from: UUID version 7 (RFC 9562), so that ids sort by the time of their making.
 */
public final class Ids {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final InstantSource clock;
    private final SecureRandom random;

    public Ids(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        long most = clock.millis() << 16 | VERSION_7 | random.nextLong() & 0xfffL;
        long least = random.nextLong() >>> 2 | VARIANT;
        return new UUID(most, least);
    }
}
