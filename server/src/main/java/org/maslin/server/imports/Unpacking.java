package org.maslin.server.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.maslin.core.BadInputException;

/**
 * What comes out of a packed file. Texts shrink to a tenth or a hundredth; a file that gives much
 * more than it holds was made to fill disks and memories, and is refused on the way.
 */
final class Unpacking extends FilterInputStream {

    static final long MOST_BYTES = 50L << 30;
    static final long ALWAYS_FINE_BYTES = 64L << 20;
    static final int LARGEST_RATIO = 250;

    private final Measured packed;
    private final String name;
    private long bytes;

    Unpacking(InputStream in, Measured packed, String name) {
        super(in);
        this.packed = packed;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = in.read(buffer, from, length);
        bytes += Math.max(0, read);
        boolean swells =
                bytes > ALWAYS_FINE_BYTES && bytes / LARGEST_RATIO > Math.max(1, packed.bytes());
        if (swells || bytes > MOST_BYTES) {
            throw new BadInputException(
                    name,
                    "%d bytes that unpack to more than %d".formatted(packed.bytes(), bytes),
                    "at most %d times as many, and 50 GiB in all".formatted(LARGEST_RATIO),
                    "Send the file unpacked, or in parts.");
        }
        return read;
    }
}
