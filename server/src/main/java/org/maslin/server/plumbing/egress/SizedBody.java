package org.maslin.server.plumbing.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** A body of a length that was told before; one that is cut short is a failure. */
final class SizedBody extends InputStream {

    private final InputStream in;
    private final URI uri;
    private long left;

    SizedBody(InputStream in, long length, URI uri) {
        this.in = in;
        this.left = length;
        this.uri = uri;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(bytes, from, (int) Math.min(left, length));
        if (read < 0) {
            throw new EgressException("%s hung up %d bytes early.".formatted(uri, left));
        }
        left -= read;
        return read;
    }
}
