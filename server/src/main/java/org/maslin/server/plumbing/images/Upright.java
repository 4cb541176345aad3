package org.maslin.server.plumbing.images;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Turns a picture as its orientation says, counted as Exif does. */
final class Upright {

    private Upright() {}

    static BufferedImage turned(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        int wide = image.getWidth();
        int high = image.getHeight();
        boolean onItsSide = orientation >= 5;
        var turned =
                new BufferedImage(
                        onItsSide ? high : wide,
                        onItsSide ? wide : high,
                        BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = turned.createGraphics();
        pen.drawImage(image, way(orientation, wide, high), null);
        pen.dispose();
        return turned;
    }

    /** Where each place of the stored picture comes to stand. */
    private static AffineTransform way(int orientation, int wide, int high) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, wide, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, wide, high);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, high);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, high, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, high, wide);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, wide);
            default -> new AffineTransform();
        };
    }
}
