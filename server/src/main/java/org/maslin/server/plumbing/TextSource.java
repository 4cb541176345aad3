package org.maslin.server.plumbing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** Opens text that a user gave us: plain or gzip, with or without a byte order mark, UTF-8 only. */
public final class TextSource {

    private static final int BUFFER_BYTES = 1 << 16;

    private TextSource() {}

    /**
     * The content of a file, unpacked if it is gzip by its first bytes, whatever its name.
     *
     * @throws BadInputException while reading, if the gzip stream is broken or cut short
     */
    public static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            return unpacked(in, file.toString());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * What comes out of a stream, unpacked if it is gzip by its first bytes.
     *
     * @param source the name of the file, for places
     */
    public static InputStream unpacked(BufferedInputStream in, String source) throws IOException {
        byte[] head = peek(in, 2);
        boolean packed = at(head, 0) == 0x1f && at(head, 1) == 0x8b;
        return packed ? new Unpacked(new GZIPInputStream(in, BUFFER_BYTES), source) : in;
    }

    /**
     * The same bytes without a UTF-8 byte order mark.
     *
     * @throws BadInputException if they begin like UTF-16 or UTF-32
     */
    static InputStream utf8(InputStream in, String source) throws IOException {
        var buffered = new BufferedInputStream(in, BUFFER_BYTES);
        byte[] head = peek(buffered, 4);
        String encoding = foreignEncoding(head);
        if (encoding != null) {
            throw new BadInputException(
                    source,
                    encoding + " text",
                    "UTF-8",
                    "Convert it first: iconv -f %s -t UTF-8 %s > converted"
                            .formatted(encoding, source));
        }
        if (at(head, 0) == 0xef && at(head, 1) == 0xbb && at(head, 2) == 0xbf) {
            buffered.skipNBytes(3);
        }
        return buffered;
    }

    /** By mark, or by where the zero bytes are when the first character is ASCII. */
    private static @Nullable String foreignEncoding(byte[] head) {
        int a = at(head, 0);
        int b = at(head, 1);
        int c = at(head, 2);
        int d = at(head, 3);
        if (a == 0xff && b == 0xfe) {
            return c == 0 && d == 0 ? "UTF-32LE" : "UTF-16LE";
        }
        if (a == 0xfe && b == 0xff) {
            return "UTF-16BE";
        }
        if (a == 0 && b == 0) {
            return c == 0xfe && d == 0xff || c == 0 && d > 0 ? "UTF-32BE" : null;
        }
        if (a > 0 && b == 0) {
            return c == 0 && d == 0 ? "UTF-32LE" : "UTF-16LE";
        }
        return a == 0 && b > 0 ? "UTF-16BE" : null;
    }

    private static int at(byte[] head, int index) {
        return index < head.length ? head[index] & 0xff : -1;
    }

    private static byte[] peek(BufferedInputStream in, int count) throws IOException {
        in.mark(count);
        byte[] head = in.readNBytes(count);
        in.reset();
        return head;
    }

    /** Gzip whose damage is the giver's mistake, not an accident of ours. */
    private static final class Unpacked extends FilterInputStream {

        private final String source;

        Unpacked(InputStream in, String source) {
            super(in);
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (EOFException | ZipException e) {
                throw new BadInputException(
                        source,
                        e instanceof EOFException
                                ? "gzip data that ends too early"
                                : "broken gzip data (" + e.getMessage() + ")",
                        "a complete gzip file",
                        "Check it with: gzip -t " + source);
            }
        }
    }
}
