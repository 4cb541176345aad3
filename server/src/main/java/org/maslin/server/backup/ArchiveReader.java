package org.maslin.server.backup;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** Reads an archive from front to back. */
final class ArchiveReader implements Closeable {

    private static final int LONGEST_JSON = 64 << 20;

    private final TarArchiveInputStream tar;
    private @Nullable TarArchiveEntry entry;
    private boolean broken;

    ArchiveReader(InputStream in) throws IOException {
        tar =
                new TarArchiveInputStream(
                        new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16),
                        "UTF-8");
        next();
    }

    /** The name of the entry in front, or null at the end. */
    @Nullable String name() {
        return entry == null ? null : entry.getName();
    }

    long length() {
        return entry == null ? 0 : entry.getSize();
    }

    void next() throws IOException {
        try {
            entry = tar.getNextEntry();
        } catch (IOException e) {
            broken = true;
            throw e;
        }
        if (entry != null && !entry.isFile()) {
            throw broken("an entry that is no file (%s)".formatted(entry.getName()));
        }
    }

    /** Reads what is left of the entry in front. */
    int read(byte[] buffer, int from, int length) throws IOException {
        try {
            return tar.read(buffer, from, length);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** Whether it could not be read to its end, whoever was told of it. */
    boolean isBroken() {
        return broken;
    }

    /** The whole of a small entry that must be in front; goes on to the next. */
    byte[] take(String expected) throws IOException {
        if (!expected.equals(name())) {
            throw broken(name() == null ? "its end" : "the entry " + name());
        }
        byte[] bytes = tar.readNBytes(LONGEST_JSON);
        next();
        return bytes;
    }

    /** The parts of this name, of which the first is in front, as one stream. */
    InputStream parts(String name) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                while (name() != null && String.valueOf(name()).startsWith(name + "/")) {
                    int read = ArchiveReader.this.read(bytes, from, length);
                    if (read >= 0) {
                        return read;
                    }
                    next();
                }
                return -1;
            }
        };
    }

    static BadInputException broken(String found) {
        return new BadInputException(
                "backup",
                found,
                "a whole backup, as it was written",
                "Copy the file again from where it was kept, or take another backup.");
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
