package org.maslin.server.plumbing.images;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * What a picture's header tells.
 *
 * @param width in pixels, as they are stored
 * @param orientation as Exif counts it: 1 is upright, 2 to 8 are turned or mirrored
 */
public record ImageHeader(ImageFormat format, int width, int height, int orientation) {

    /** The most pixels that a picture may have; browsers decode no more. */
    public static final long MOST_PIXELS = 1L << 28;

    private static final int FIRST_ON_ITS_SIDE = 5;

    /**
     * Reads the header of a picture and looks whether the file is whole; null if its first bytes
     * are those of no picture.
     *
     * @param place for messages
     * @throws BadInputException if it is broken, cut off, or too large to be shown
     */
    public static @Nullable ImageHeader read(String place, SeekableByteChannel channel)
            throws IOException {
        var head = new byte[ImageFormat.TELLING_BYTES];
        var buffer = ByteBuffer.wrap(head);
        channel.position(0);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // reads on
        }
        ImageFormat format = ImageFormat.of(Arrays.copyOf(head, buffer.position()));
        if (format == null) {
            return null;
        }
        try {
            ImageHeader header = read(format, new ImageBytes(channel));
            header.check(place);
            return header;
        } catch (EOFException cut) {
            throw new BadInputException(
                    place,
                    "a %s image that is cut off: it has %,d bytes"
                            .formatted(format, channel.size()),
                    "a whole image",
                    "Copy or save it again.");
        } catch (BrokenImageException broken) {
            throw new BadInputException(
                    place,
                    "a broken %s image (%s)".formatted(format, broken.getMessage()),
                    "a whole image",
                    "Open it in an image program and save it again.");
        }
    }

    /** Its width as it is shown: turned as the camera held it. */
    public int shownWidth() {
        return liesOnItsSide() ? height : width;
    }

    /** Its height as it is shown. */
    public int shownHeight() {
        return liesOnItsSide() ? width : height;
    }

    private boolean liesOnItsSide() {
        return orientation >= FIRST_ON_ITS_SIDE;
    }

    private static ImageHeader read(ImageFormat format, ImageBytes in) throws IOException {
        return switch (format) {
            case PNG -> PngHeader.read(in);
            case JPEG -> JpegHeader.read(in);
            case GIF -> GifHeader.read(in);
            case WEBP -> WebpHeader.read(in);
            case BMP -> BmpHeader.read(in);
            case TIFF -> TiffHeader.read(in);
        };
    }

    private void check(String place) throws BrokenImageException {
        if (width < 1 || height < 1) {
            throw new BrokenImageException("%d × %d pixels".formatted(width, height));
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new BadInputException(
                    place,
                    "%,d × %,d pixels".formatted(width, height),
                    "at most %,d pixels, such as 16,384 × 16,384".formatted(MOST_PIXELS),
                    "Scale it down, or cut it into tiles.");
        }
    }
}
