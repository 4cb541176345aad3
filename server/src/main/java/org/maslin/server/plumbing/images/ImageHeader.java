package org.maslin.server.plumbing.images;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * What a picture's header tells.
 *
 * @param width in pixels, as they are stored
 * @param orientation as Exif counts it: 1 is upright, 2 to 8 are turned or mirrored
 */
public record ImageHeader(ImageFormat format, int width, int height, int orientation) {

    /** The most pixels of a picture that browsers decode whole. */
    public static final long MOST_SHOWN = 1L << 28;

    /** The most pixels of a page that is turned as a whole. */
    private static final long MOST_TURNED = 1L << 26;

    /** The most pixels that a page may have. */
    public static final long MOST_PIXELS = 1L << 31;

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

    /**
     * The headers of all pages of a picture, those that are smaller copies of others as null, as
     * they stand in the file.
     */
    public static List<@Nullable ImageHeader> directories(
            ImageFormat format, SeekableByteChannel channel) throws IOException {
        var in = new ImageBytes(channel);
        if (format == ImageFormat.TIFF) {
            return TiffHeader.directories(in);
        }
        var alone = new ArrayList<@Nullable ImageHeader>();
        alone.add(read(format, in));
        return alone;
    }

    /**
     * The headers of the pages of a picture.
     *
     * @param first its own, as it was read
     * @throws BadInputException if one of them is too large
     */
    public static List<ImageHeader> pages(
            String place, ImageHeader first, SeekableByteChannel channel) throws IOException {
        var pages = new ArrayList<ImageHeader>();
        for (ImageHeader one : directories(first.format(), channel)) {
            if (one != null) {
                one.check(place);
                pages.add(one);
            }
        }
        return pages;
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
        boolean isCut = TileCutter.cuts(format) && orientation == 1;
        long whole = format == ImageFormat.TIFF ? MOST_TURNED : MOST_SHOWN;
        long most = isCut ? MOST_PIXELS : whole;
        if ((long) width * height > most) {
            throw new BadInputException(
                    place,
                    "%,d × %,d pixels".formatted(width, height),
                    "at most %,d pixels, such as %,d × %<,d".formatted(most, (int) Math.sqrt(most)),
                    isCut || orientation == 1
                            ? "Scale it down, or cut it into parts."
                            : "Save it upright: those that Exif turns are cut as a whole.");
        }
    }
}
