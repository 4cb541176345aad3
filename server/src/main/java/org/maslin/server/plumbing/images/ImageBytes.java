package org.maslin.server.plumbing.images;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The bytes of a picture, read here and there through one small buffer. */
final class ImageBytes {

    private static final int BUFFER_BYTES = 8192;

    private final SeekableByteChannel channel;
    private final long length;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long begin;

    ImageBytes(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    long length() {
        return length;
    }

    long position() {
        return begin + buffer.position();
    }

    void seek(long to) throws IOException {
        if (to < 0 || to > length) {
            throw new EOFException("The position %d is behind the end.".formatted(to));
        }
        if (to >= begin && to <= begin + buffer.limit()) {
            buffer.position((int) (to - begin));
        } else {
            begin = to;
            buffer.position(0).limit(0);
        }
    }

    void pass(long bytes) throws IOException {
        seek(position() + bytes);
    }

    boolean isAtEnd() {
        return position() >= length;
    }

    int u8() throws IOException {
        if (!buffer.hasRemaining()) {
            fill();
        }
        return buffer.get() & 0xff;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    int u16le() throws IOException {
        return u8() | u8() << 8;
    }

    long u32() throws IOException {
        return (long) u16() << 16 | u16();
    }

    long u32le() throws IOException {
        return u16le() | (long) u16le() << 16;
    }

    private void fill() throws IOException {
        begin = position();
        buffer.clear();
        channel.position(begin);
        int read = channel.read(buffer);
        buffer.flip();
        if (read <= 0) {
            throw new EOFException("The file ends at %d.".formatted(begin));
        }
    }
}
