package org.maslin.server.plumbing.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** Where blobs are kept. Each belongs to one organisation; the same content is kept once. */
public interface Blobs {

    /**
     * A blob that is kept.
     *
     * @param address the keyed hash of its content, in hex
     */
    record Stored(String address, long bytes) {}

    /**
     * Keeps what is left in a stream. Once this returns, it survives a crash.
     *
     * @param most the longest content that is taken, in bytes
     * @throws org.maslin.core.BadInputException if it is longer; nothing is kept then
     */
    Stored put(UUID organisation, InputStream content, long most) throws IOException;

    /**
     * Opens a blob.
     *
     * @throws java.nio.file.NoSuchFileException if there is none at this address
     */
    InputStream open(UUID organisation, String address) throws IOException;

    /** Opens a blob from a byte on. */
    default InputStream open(UUID organisation, String address, long from) throws IOException {
        InputStream in = open(organisation, address);
        in.skipNBytes(from);
        return in;
    }

    /** Forgets a blob; forgetting one that is not there changes nothing. */
    void delete(UUID organisation, String address) throws IOException;
}
