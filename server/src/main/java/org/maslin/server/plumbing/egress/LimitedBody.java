package org.maslin.server.plumbing.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** A body that fails once it is longer, or later, than the call allows. */
final class LimitedBody extends InputStream {

    private final InputStream in;
    private final long most;
    private final URI uri;
    private final Connection connection;
    private long left;

    LimitedBody(InputStream in, long most, URI uri, Connection connection) {
        this.in = in;
        this.most = most;
        this.left = most;
        this.uri = uri;
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read;
        try {
            read = in.read(bytes, from, length);
        } catch (IOException e) {
            throw connection.explained(uri, e);
        }
        left -= Math.max(0, read);
        if (left < 0) {
            throw tooLong(uri, most);
        }
        return read;
    }

    static EgressException tooLong(URI uri, long most) {
        return new EgressException("%s answers with more than %d bytes.".formatted(uri, most));
    }

    @Override
    public void close() {
        connection.close();
    }
}
