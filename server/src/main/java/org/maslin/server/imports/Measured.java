package org.maslin.server.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that were read. */
final class Measured extends FilterInputStream {

    private long bytes;

    Measured(InputStream in) {
        super(in);
    }

    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        bytes += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = in.read(buffer, from, length);
        bytes += Math.max(0, read);
        return read;
    }
}
