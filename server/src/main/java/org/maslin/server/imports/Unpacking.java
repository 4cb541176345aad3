package org.maslin.server.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a packed file, as long as it does not swell. */
final class Unpacking extends FilterInputStream {

    private final Swelling swelling;

    Unpacking(InputStream in, Swelling swelling) {
        super(in);
        this.swelling = swelling;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = in.read(buffer, from, length);
        swelling.add(Math.max(0, read));
        return read;
    }
}
