package org.maslin.server.scale;

import java.util.UUID;
import org.maslin.server.plumbing.Ids;

/** Ids of 24 hex digits, as clients of this dialect expect them; like ours they sort by time. */
final class HexIds {

    private static final long TWELVE_DIGITS = 0xffff_ffff_ffffL;
    private static final int MILLIS_BITS = 16;

    private final Ids ids;

    HexIds(Ids ids) {
        this.ids = ids;
    }

    String next() {
        UUID id = ids.next();
        return "%012x%012x"
                .formatted(
                        id.getMostSignificantBits() >>> MILLIS_BITS,
                        id.getLeastSignificantBits() & TWELVE_DIGITS);
    }
}
