package org.maslin.server.plumbing.blobs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.maslin.core.BadInputException;

/** Copies what is read through it, as long as it is not too long. */
final class Copying extends FilterInputStream {

    private final OutputStream copy;
    private final long most;
    private long bytes;

    Copying(InputStream in, OutputStream copy, long most) {
        super(in);
        this.copy = copy;
        this.most = most;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = in.read(buffer, from, length);
        if (read > 0) {
            bytes += read;
            if (bytes > most) {
                throw new BadInputException(
                        "file",
                        "more than %,d bytes".formatted(most),
                        "at most %,d bytes".formatted(most),
                        "Send a smaller file, or several.");
            }
            copy.write(buffer, from, read);
        }
        return read;
    }
}
