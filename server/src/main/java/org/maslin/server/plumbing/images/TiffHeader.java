package org.maslin.server.plumbing.images;

import java.io.EOFException;
import java.io.IOException;

/** TIFF: its first directory tells the size, and where the strips or tiles stand. */
final class TiffHeader {

    private static final int MOST_PARTS = 1_000_000;

    private TiffHeader() {}

    static ImageHeader read(ImageBytes in) throws IOException {
        Tiff.Directory first = Tiff.at(in, 0).first();
        int width = size(first.value(Tiff.WIDTH, 0));
        int height = size(first.value(Tiff.HEIGHT, 0));
        long orientation = first.value(Tiff.ORIENTATION, 1);
        checkWhole(in, first, Tiff.STRIP_OFFSETS, Tiff.STRIP_BYTES);
        checkWhole(in, first, Tiff.TILE_OFFSETS, Tiff.TILE_BYTES);
        return new ImageHeader(
                ImageFormat.TIFF,
                width,
                height,
                orientation >= 1 && orientation <= 8 ? (int) orientation : 1);
    }

    private static int size(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private static void checkWhole(ImageBytes in, Tiff.Directory first, int offsets, int bytes)
            throws IOException {
        long parts = Math.min(first.count(offsets), first.count(bytes));
        if (parts > MOST_PARTS) {
            throw new BrokenImageException("more than a million strips or tiles");
        }
        for (int i = 0; i < parts; i++) {
            long end = first.value(offsets, i, parts) + first.value(bytes, i, parts);
            if (end > in.length()) {
                throw new EOFException("A strip or tile ends at %d.".formatted(end));
            }
        }
    }
}
