package org.maslin.server.plumbing.images;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;

/**
 * Pictures of four inks. Java brightens them when it draws them, and takes those of 16 bits for
 * red, green, blue and how far one sees through.
 */
final class Inks {

    private static final int FOUR = 4;
    private static final String TIFF = "javax_imageio_tiff_image_1.0";

    private Inks() {}

    /** As it is seen, if it is such a picture; else as it was read. */
    static BufferedImage seen(BufferedImage read, ImageReader reader, int page) throws IOException {
        ColorModel model = read.getColorModel();
        Raster raster = read.getRaster();
        boolean isTold = model.getColorSpace().getType() == ColorSpace.TYPE_CMYK;
        boolean mayBe = model.hasAlpha() && raster.getTransferType() == DataBuffer.TYPE_USHORT;
        boolean hasInks =
                raster.getNumBands() == FOUR
                        && (isTold || mayBe && hasInks(reader.getImageMetadata(page)));
        return hasInks ? coloured(raster) : read;
    }

    private static boolean hasInks(IIOMetadata metadata) throws IOException {
        if (!TIFF.equals(metadata.getNativeMetadataFormatName())) {
            return false;
        }
        TIFFField kind =
                TIFFDirectory.createFromMetadata(metadata)
                        .getTIFFField(BaselineTIFFTagSet.TAG_PHOTOMETRIC_INTERPRETATION);
        return kind != null
                && kind.getAsInt(0) == BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_CMYK;
    }

    private static BufferedImage coloured(Raster inks) {
        int width = inks.getWidth();
        int full = inks.getTransferType() == DataBuffer.TYPE_USHORT ? 0xffff : 0xff;
        var seen = new BufferedImage(width, inks.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var line = new int[width * FOUR];
        for (int y = 0; y < inks.getHeight(); y++) {
            inks.getPixels(inks.getMinX(), inks.getMinY() + y, width, 1, line);
            for (int x = 0; x < width; x++) {
                int at = x * FOUR;
                int black = full - line[at + 3];
                seen.setRGB(
                        x,
                        y,
                        light(line[at], black, full) << 16
                                | light(line[at + 1], black, full) << 8
                                | light(line[at + 2], black, full));
            }
        }
        return seen;
    }

    /** How much light one ink lets through, where black lets through so much; from 0 to 255. */
    private static int light(int ink, int black, int full) {
        return (int) ((long) (full - ink) * black * 0xff / ((long) full * full));
    }
}
