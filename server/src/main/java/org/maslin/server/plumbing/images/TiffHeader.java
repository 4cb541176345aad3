package org.maslin.server.plumbing.images;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TIFF: each directory is a page, and tells its size and where the strips or tiles stand. */
final class TiffHeader {

    private static final int MOST_PARTS = 1_000_000;
    private static final int SMALLER_COPY = 1;

    private TiffHeader() {}

    static ImageHeader read(ImageBytes in) throws IOException {
        return pages(in).getFirst();
    }

    /** The headers of its pages; null stands for a directory that is none, but a smaller copy. */
    static List<@Nullable ImageHeader> directories(ImageBytes in) throws IOException {
        var all = new ArrayList<@Nullable ImageHeader>();
        for (Tiff.Directory one : Tiff.at(in, 0).directories()) {
            boolean isCopy = (one.value(Tiff.SUBFILE, 0) & SMALLER_COPY) != 0;
            all.add(isCopy && !all.isEmpty() ? null : header(in, one));
        }
        return all;
    }

    static List<ImageHeader> pages(ImageBytes in) throws IOException {
        var pages = new ArrayList<ImageHeader>();
        for (ImageHeader one : directories(in)) {
            if (one != null) {
                pages.add(one);
            }
        }
        if (pages.isEmpty()) {
            throw new BrokenImageException("it has no pages");
        }
        return pages;
    }

    private static ImageHeader header(ImageBytes in, Tiff.Directory one) throws IOException {
        int width = size(one.value(Tiff.WIDTH, 0));
        int height = size(one.value(Tiff.HEIGHT, 0));
        long orientation = one.value(Tiff.ORIENTATION, 1);
        checkWhole(in, one, Tiff.STRIP_OFFSETS, Tiff.STRIP_BYTES);
        checkWhole(in, one, Tiff.TILE_OFFSETS, Tiff.TILE_BYTES);
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
