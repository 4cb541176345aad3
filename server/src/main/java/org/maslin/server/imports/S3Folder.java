package org.maslin.server.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.blobs.S3Buckets;

/** The objects below a prefix of a bucket, as the files of a folder. */
final class S3Folder implements Archive {

    private final S3Buckets buckets;
    private final String address;

    /**
     * @param address ends with a slash
     */
    S3Folder(S3Buckets buckets, String address) {
        this.buckets = buckets;
        this.address = address;
    }

    private record Item(S3Buckets buckets, String address, String name) implements Member {

        @Override
        public @Nullable String oddity() {
            return null;
        }

        @Override
        public InputStream open() throws IOException {
            return buckets.open(address + name);
        }
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        buckets.each(address, name -> visitor.visit(new Item(buckets, address, name)));
    }

    @Override
    public @Nullable Member named(String name) {
        try {
            return buckets.has(address + name) ? new Item(buckets, address, name) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
