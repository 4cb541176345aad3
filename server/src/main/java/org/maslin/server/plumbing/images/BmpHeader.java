package org.maslin.server.plumbing.images;

import java.io.EOFException;
import java.io.IOException;

/**
 * BMP: where the pixels begin, then a header that tells the size; its height may count downwards.
 */
final class BmpHeader {

    private static final int OLD_HEADER_BYTES = 12;
    private static final int HEADER_BYTES = 40;

    private BmpHeader() {}

    static ImageHeader read(ImageBytes in) throws IOException {
        in.seek(10);
        long pixels = in.u32le();
        long header = in.u32le();
        if (header != OLD_HEADER_BYTES && header < HEADER_BYTES) {
            throw new BrokenImageException("a header of %d bytes".formatted(header));
        }
        boolean old = header == OLD_HEADER_BYTES;
        int width = old ? in.u16le() : (int) in.u32le();
        long height = old ? in.u16le() : Math.abs((long) (int) in.u32le());
        in.pass(2);
        int bits = in.u16le();
        long compression = old ? 0 : in.u32le();
        long row = ((long) width * bits + 31) / 32 * 4;
        boolean plain = compression == 0 || compression == 3;
        if (pixels > in.length() || plain && pixels + row * height > in.length()) {
            throw new EOFException("The pixels end behind the file.");
        }
        int rows = (int) Math.min(height, Integer.MAX_VALUE);
        return new ImageHeader(ImageFormat.BMP, width, rows, 1);
    }
}
