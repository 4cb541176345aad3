package org.maslin.server.plumbing.images;

import java.io.EOFException;
import java.io.IOException;

/** WebP: chunks in a RIFF file; the first one tells the size in one of three ways. */
final class WebpHeader {

    private static final int LOSSY = 0x56503820;
    private static final int LOSSLESS = 0x5650384C;
    private static final int EXTENDED = 0x56503858;
    private static final int EXIF = 0x45584946;
    private static final int SIDE_BITS = 0x3fff;

    private WebpHeader() {}

    static ImageHeader read(ImageBytes in) throws IOException {
        in.seek(4);
        long end = in.u32le() + 8;
        if (end > in.length()) {
            throw new EOFException("The file should have %d bytes.".formatted(end));
        }
        in.seek(12);
        int width = 0;
        int height = 0;
        int orientation = 1;
        while (in.position() + 8 <= end) {
            int name = (int) in.u32();
            long length = in.u32le();
            long data = in.position();
            if (width == 0 && name == LOSSY) {
                in.pass(6);
                width = in.u16le() & SIDE_BITS;
                height = in.u16le() & SIDE_BITS;
            } else if (width == 0 && name == LOSSLESS) {
                in.pass(1);
                long bits = in.u32le();
                width = (int) (bits & SIDE_BITS) + 1;
                height = (int) (bits >> 14 & SIDE_BITS) + 1;
            } else if (width == 0 && name == EXTENDED) {
                in.pass(4);
                width = (in.u16le() | in.u8() << 16) + 1;
                height = (in.u16le() | in.u8() << 16) + 1;
            } else if (name == EXIF) {
                orientation = Exif.orientation(in, data, length);
            }
            in.seek(data + length + (length & 1));
        }
        return new ImageHeader(ImageFormat.WEBP, width, height, orientation);
    }
}
