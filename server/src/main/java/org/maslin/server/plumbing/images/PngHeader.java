package org.maslin.server.plumbing.images;

import java.io.IOException;
import java.util.zip.CRC32;

/** PNG: chunks of a length, a name, data and a checksum; the first tells the size. */
final class PngHeader {

    private static final int SIGNATURE_BYTES = 8;
    private static final int CHECKSUM_BYTES = 4;
    private static final int HEADER_BYTES = 13;
    private static final int MOST_CHUNKS = 1_000_000;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int EXIF = 0x65584966;

    private PngHeader() {}

    static ImageHeader read(ImageBytes in) throws IOException {
        in.seek(SIGNATURE_BYTES);
        if (in.u32() != HEADER_BYTES || in.u32() != IHDR) {
            throw new BrokenImageException("its first chunk is not IHDR");
        }
        checkSum(in);
        int width = (int) in.u32();
        int height = (int) in.u32();
        in.pass(HEADER_BYTES - 8 + CHECKSUM_BYTES);
        int orientation = 1;
        boolean hasData = false;
        for (int chunks = 0; chunks < MOST_CHUNKS; chunks++) {
            long length = in.u32();
            int name = (int) in.u32();
            long data = in.position();
            if (name == EXIF) {
                orientation = Exif.orientation(in, data, length);
            }
            hasData |= name == IDAT;
            in.seek(data + length);
            in.pass(CHECKSUM_BYTES);
            if (name == IEND) {
                if (!hasData) {
                    throw new BrokenImageException("it has no pixels");
                }
                return new ImageHeader(ImageFormat.PNG, width, height, orientation);
            }
        }
        throw new BrokenImageException("more than a million chunks");
    }

    private static void checkSum(ImageBytes in) throws IOException {
        long start = in.position();
        in.seek(start - CHECKSUM_BYTES);
        var crc = new CRC32();
        for (int i = 0; i < CHECKSUM_BYTES + HEADER_BYTES; i++) {
            crc.update(in.u8());
        }
        if (in.u32() != crc.getValue()) {
            throw new BrokenImageException("the checksum of its size is wrong");
        }
        in.seek(start);
    }
}
