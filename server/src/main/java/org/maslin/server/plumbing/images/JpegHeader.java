package org.maslin.server.plumbing.images;

import java.io.IOException;

/** JPEG: segments that begin with a marker; a frame tells the size, an end marker ends the file. */
final class JpegHeader {

    private static final int MARK = 0xff;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int PROGRESSIVE = 0xc2;
    private static final int APP1 = 0xe1;
    private static final int EXIF_HEAD_BYTES = 6;
    private static final long EXIF_HEAD = 0x45786966L;

    private int width;
    private int height;
    private int orientation = 1;
    private boolean progressive;

    private JpegHeader() {}

    static ImageHeader read(ImageBytes in) throws IOException {
        return new JpegHeader().segments(in);
    }

    private ImageHeader segments(ImageBytes in) throws IOException {
        in.seek(2);
        while (true) {
            int marker = marker(in);
            if (marker == END) {
                throw new BrokenImageException("it has no pixels");
            }
            if (hasNoLength(marker)) {
                continue;
            }
            long begin = in.position();
            int length = in.u16();
            if (length < 2) {
                throw new BrokenImageException("a segment of %d bytes".formatted(length));
            }
            if (isFrame(marker)) {
                progressive = marker == PROGRESSIVE;
                in.pass(1);
                height = in.u16();
                width = in.u16();
            } else if (marker == APP1 && length > 2 + EXIF_HEAD_BYTES && in.u32() == EXIF_HEAD) {
                long tiff = begin + 2 + EXIF_HEAD_BYTES;
                orientation = Exif.orientation(in, tiff, begin + length - tiff);
            }
            in.seek(begin + length);
            if (marker == SCAN) {
                checkEnds(in);
                if (progressive && (long) width * height > ImageHeader.MOST_SHOWN) {
                    throw new BrokenImageException(
                            "progressive, with too many pixels to be cut into tiles");
                }
                return new ImageHeader(ImageFormat.JPEG, width, height, orientation);
            }
        }
    }

    private static int marker(ImageBytes in) throws IOException {
        if (in.u8() != MARK) {
            throw new BrokenImageException("a marker is missing at byte " + (in.position() - 1));
        }
        int marker = in.u8();
        while (marker == MARK) {
            marker = in.u8();
        }
        return marker;
    }

    private static boolean hasNoLength(int marker) {
        return marker == 0x01 || marker >= 0xd0 && marker <= START;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }

    /** Entropy-coded data never holds the end marker; without one, the file is cut off. */
    private static void checkEnds(ImageBytes in) throws IOException {
        int before = 0;
        while (true) {
            int next = in.u8();
            if (before == MARK && next == END) {
                return;
            }
            before = next;
        }
    }
}
