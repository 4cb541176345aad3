package org.maslin.server.plumbing.images;

import java.io.EOFException;
import java.io.IOException;

/**
 * Exif in a picture: a small TIFF, of which the orientation is read. What is odd in it is passed
 * over.
 */
final class Exif {

    private static final int UPRIGHT = 1;
    private static final int LAST = 8;

    private Exif() {}

    static int orientation(ImageBytes in, long start, long length) throws IOException {
        try {
            Tiff tiff = Tiff.at(in, start);
            long found = tiff.first().value(Tiff.ORIENTATION, UPRIGHT);
            boolean inside = in.position() <= start + length;
            return inside && found >= UPRIGHT && found <= LAST ? (int) found : UPRIGHT;
        } catch (EOFException | BrokenImageException odd) {
            return UPRIGHT;
        }
    }
}
