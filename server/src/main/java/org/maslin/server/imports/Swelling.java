package org.maslin.server.imports;

import java.util.function.LongSupplier;
import org.maslin.core.BadInputException;

/**
 * How much has come out of a packed file. Texts shrink to a tenth or a hundredth; a file that gives
 * much more than it holds was made to fill disks and memories, and is refused on the way.
 */
final class Swelling {

    static final long MOST_BYTES = 50L << 30;
    static final long ALWAYS_FINE_BYTES = 64L << 20;
    static final int LARGEST_RATIO = 250;

    private final LongSupplier packed;
    private final String name;
    private long bytes;

    /**
     * @param packed how many bytes it came out of
     */
    Swelling(LongSupplier packed, String name) {
        this.packed = packed;
        this.name = name;
    }

    void add(int more) {
        bytes += more;
        boolean swells =
                bytes > ALWAYS_FINE_BYTES
                        && bytes / LARGEST_RATIO > Math.max(1, packed.getAsLong());
        if (swells || bytes > MOST_BYTES) {
            throw new BadInputException(
                    name,
                    "%d bytes that unpack to more than %d".formatted(packed.getAsLong(), bytes),
                    "at most %d times as many, and 50 GiB in all".formatted(LARGEST_RATIO),
                    "Send the file unpacked, or in parts.");
        }
    }
}
