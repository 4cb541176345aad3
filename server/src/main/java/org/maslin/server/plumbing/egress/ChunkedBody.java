package org.maslin.server.plumbing.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * A body in chunks, each after its length in hex (RFC 9112 7.1); what follows the last is not read.
 */
final class ChunkedBody extends InputStream {

    private static final int LONGEST_LINE = 4096;

    private final InputStream in;
    private final URI uri;
    private long left;
    private boolean begun;
    private boolean over;

    ChunkedBody(InputStream in, URI uri) {
        this.in = in;
        this.uri = uri;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (left == 0 && !over) {
            nextChunk();
        }
        if (over) {
            return -1;
        }
        int read = in.read(bytes, from, (int) Math.min(left, length));
        if (read < 0) {
            throw new EgressException("%s hung up in the middle.".formatted(uri));
        }
        left -= read;
        return read;
    }

    private void nextChunk() throws IOException {
        if (begun && !line().isEmpty()) {
            throw new EgressException("%s sends broken chunks.".formatted(uri));
        }
        begun = true;
        String size = line().replaceFirst("[ \t]*(;.*)?$", "");
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new EgressException("%s sends broken chunks.".formatted(uri));
        }
        left = Long.parseLong(size, 16);
        over = left == 0;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() > LONGEST_LINE) {
                throw new EgressException("%s sends broken chunks.".formatted(uri));
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
