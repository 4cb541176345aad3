package org.maslin.server.backup;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.maslin.core.Sha256;

/** A gzipped tar. What has no length yet, such as a table, is written in parts. */
final class ArchiveWriter implements Closeable {

    static final String TABLES = "tables/";
    static final String FILES = "files/";
    static final String OPENING = "opening.json";
    static final String CLOSING = "closing.json";

    private static final int PART_BYTES = 8 << 20;
    private static final int FAST = 3;

    private final TarArchiveOutputStream tar;

    ArchiveWriter(OutputStream out) throws IOException {
        var zip =
                new GZIPOutputStream(out, 1 << 16) {
                    {
                        def.setLevel(FAST);
                    }
                };
        tar = new TarArchiveOutputStream(new BufferedOutputStream(zip, 1 << 16), "UTF-8");
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    void put(String name, byte[] content, int length) throws IOException {
        entry(name, length);
        tar.write(content, 0, length);
        tar.closeArchiveEntry();
    }

    /** Puts so many bytes of a stream; returns their SHA-256. */
    String put(String name, InputStream in, long length) throws IOException {
        entry(name, length);
        MessageDigest digest = Sha256.start();
        var buffer = new byte[1 << 16];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The file %s became shorter.".formatted(name));
            }
            digest.update(buffer, 0, read);
            tar.write(buffer, 0, read);
            left -= read;
        }
        tar.closeArchiveEntry();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void entry(String name, long length) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(length);
        entry.setModTime(0L);
        entry.setMode(0600);
        tar.putArchiveEntry(entry);
    }

    /** A stream of unknown length that becomes parts of its own, and knows its hash in the end. */
    Parts parts(String name) {
        return new Parts(name);
    }

    /** See {@link #parts}. */
    final class Parts extends OutputStream {

        private final String name;
        private final MessageDigest digest = Sha256.start();
        private final byte[] part = new byte[PART_BYTES];
        private int filled;
        private int number;

        private Parts(String name) {
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            digest.update(bytes, from, length);
            int at = from;
            int end = from + length;
            while (at < end) {
                int taken = Math.min(end - at, part.length - filled);
                System.arraycopy(bytes, at, part, filled, taken);
                filled += taken;
                at += taken;
                if (filled == part.length) {
                    putPart();
                }
            }
        }

        private void putPart() throws IOException {
            if (filled > 0) {
                put("%s/%08d".formatted(name, ++number), part, filled);
                filled = 0;
            }
        }

        String end() throws IOException {
            putPart();
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
