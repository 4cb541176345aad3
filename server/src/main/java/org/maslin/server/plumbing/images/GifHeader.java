package org.maslin.server.plumbing.images;

import java.io.IOException;

/** GIF: a screen, then blocks of which the last is the trailer. */
final class GifHeader {

    private static final int SCREEN = 6;
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3b;

    private GifHeader() {}

    static ImageHeader read(ImageBytes in) throws IOException {
        in.seek(SCREEN);
        int width = in.u16le();
        int height = in.u16le();
        int packed = in.u8();
        in.pass(2);
        skipColours(in, packed);
        while (true) {
            int block = in.u8();
            switch (block) {
                case TRAILER -> {
                    return new ImageHeader(ImageFormat.GIF, width, height, 1);
                }
                case EXTENSION -> {
                    in.pass(1);
                    skipData(in);
                }
                case IMAGE -> {
                    in.pass(8);
                    skipColours(in, in.u8());
                    in.pass(1);
                    skipData(in);
                }
                default -> throw new BrokenImageException("a block of kind " + block);
            }
        }
    }

    private static void skipColours(ImageBytes in, int packed) throws IOException {
        if ((packed & 0x80) != 0) {
            in.pass(3L << ((packed & 7) + 1));
        }
    }

    private static void skipData(ImageBytes in) throws IOException {
        for (int length = in.u8(); length > 0; length = in.u8()) {
            in.pass(length);
        }
    }
}
