package org.maslin.server.plumbing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream at line feeds into one reused buffer; an overlong line is skipped, not held. */
final class ByteLines {

    private static final int CHUNK_BYTES = 1 << 16;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int from;
    private int to;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean tooLong;
    private long wholeLength;
    private long number;

    ByteLines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** Goes to the next line; false at the end. A final line needs no line end. */
    boolean next() throws IOException {
        length = 0;
        tooLong = false;
        wholeLength = 0;
        boolean some = false;
        while (fill()) {
            some = true;
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            append(from, end);
            from = Math.min(end + 1, to);
            if (end < to) {
                break;
            }
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        number += some ? 1 : 0;
        return some;
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(chunk));
        }
        return from < to;
    }

    private void append(int start, int end) {
        int added = end - start;
        wholeLength += added;
        tooLong |= length + added > maxBytes;
        if (tooLong) {
            return;
        }
        if (length + added > line.length) {
            line = Arrays.copyOf(line, Math.max(length + added, 2 * line.length));
        }
        System.arraycopy(chunk, start, line, length, added);
        length += added;
    }

    /** The buffer; valid up to {@link #length} and until the next line. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** The length of this line, held or not. */
    long wholeLength() {
        return wholeLength;
    }

    boolean tooLong() {
        return tooLong;
    }

    /** The number of this line, from 1. */
    long number() {
        return number;
    }
}
