package org.maslin.server.plumbing.images;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a page of a picture into square tiles of several levels: of level 0 at its own size, of each
 * further one at half the size of the one before, down to a single tile. The page is read in bands
 * of whole rows of tiles, so that memory holds a band and never the page; a level is made from the
 * tiles of the one below it.
 */
public final class TileCutter {

    /** How wide and high a tile is; those at the right and the bottom are smaller. */
    public static final int SIDE = 512;

    private static final float QUALITY = 0.92f;
    private static final int BYTES_OF_A_PIXEL = 4;
    private static final long SHARE_OF_MEMORY = 16;
    private static final long LEAST_OF_A_BAND = 1L << 23;
    private static final long MOST_OF_A_BAND = 1L << 26;
    private static final int ALL_BITS = 8;

    private final Path folder;
    private final int width;
    private final int height;
    private final DoubleConsumer progress;
    private final ImageWriter writer;
    private final ImageWriteParam quality;

    private TileCutter(Path folder, int width, int height, DoubleConsumer progress) {
        this.folder = folder;
        this.width = width;
        this.height = height;
        this.progress = progress;
        this.writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        this.quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(QUALITY);
    }

    /** How many levels there are of a page. */
    public static int levels(int width, int height) {
        int levels = 1;
        for (int side = Math.max(width, height); side > SIDE; side = (side + 1) / 2) {
            levels++;
        }
        return levels;
    }

    /** Where a tile is. */
    public static Path tile(Path folder, int level, int column, int row) {
        return folder.resolve(String.valueOf(level)).resolve(column + "-" + row + ".jpg");
    }

    /** Whether a format can be cut. */
    public static boolean cuts(ImageFormat format) {
        return switch (format) {
            case PNG, JPEG, BMP, TIFF -> true;
            case GIF, WEBP -> false;
        };
    }

    /**
     * Cuts a page into a folder.
     *
     * @param image the file
     * @param page which of its directories it is, from 0
     * @param header of the page
     * @param progress is told the share that is done
     * @throws IOException if it cannot be read, or the tiles cannot be kept
     */
    public static void cut(
            Path image, int page, ImageHeader header, Path folder, DoubleConsumer progress)
            throws IOException {
        var cutter = new TileCutter(folder, header.shownWidth(), header.shownHeight(), progress);
        try {
            cutter.read(image, page, header);
            for (int level = 1; level < levels(cutter.width, cutter.height); level++) {
                cutter.halve(level);
            }
        } finally {
            cutter.writer.dispose();
        }
    }

    private void read(Path image, int page, ImageHeader header) throws IOException {
        Files.createDirectories(folder.resolve("0"));
        int rows = header.orientation() == 1 ? rowsOfABand() : height;
        for (int y = 0; y < height; y += rows) {
            BufferedImage band = band(image, page, header, y, Math.min(rows, height - y));
            for (int top = 0; top < band.getHeight(); top += SIDE) {
                cutRow(band, top, (y + top) / SIDE);
            }
            progress.accept(0.75 * Math.min(1, (y + rows) / (double) height));
        }
    }

    private int rowsOfABand() {
        long memory = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / BYTES_OF_A_PIXEL;
        long pixels = Math.clamp(memory, LEAST_OF_A_BAND, MOST_OF_A_BAND);
        return (int) Math.max(1, pixels / width / SIDE) * SIDE;
    }

    private static BufferedImage band(Path image, int page, ImageHeader header, int y, int rows)
            throws IOException {
        try (ImageInputStream in = new FileImageInputStream(image.toFile())) {
            Iterator<ImageReader> readers =
                    ImageIO.getImageReadersByFormatName(
                            header.format().name().toLowerCase(Locale.ROOT));
            if (!readers.hasNext()) {
                throw new IOException("No reader of " + header.format() + " is there.");
            }
            ImageReader reader = readers.next();
            try {
                // Of a TIFF it tells what the numbers of a pixel mean.
                reader.setInput(in, false, header.format() != ImageFormat.TIFF);
                var param = reader.getDefaultReadParam();
                if (header.orientation() == 1) {
                    param.setSourceRegion(new Rectangle(0, y, header.width(), rows));
                }
                BufferedImage read = reader.read(page, param);
                BufferedImage seen = Inks.seen(read, reader, page);
                return Upright.turned(seen, header.orientation());
            } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
                throw new IOException(broken.getMessage(), broken);
            } finally {
                reader.dispose();
            }
        }
    }

    private void cutRow(BufferedImage band, int top, int row) throws IOException {
        int high = Math.min(SIDE, band.getHeight() - top);
        for (int left = 0; left < band.getWidth(); left += SIDE) {
            int wide = Math.min(SIDE, band.getWidth() - left);
            write(seen(band.getSubimage(left, top, wide, high)), 0, left / SIDE, row);
        }
    }

    /** As it is seen on white ground. Gray is taken as it is: Java would brighten it. */
    private static BufferedImage seen(BufferedImage part) {
        var seen =
                new BufferedImage(part.getWidth(), part.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        if (part.getColorModel() instanceof ComponentColorModel model
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            copyGray(part.getRaster(), model.getComponentSize(0), seen);
            return seen;
        }
        Graphics2D pen = seen.createGraphics();
        pen.setColor(java.awt.Color.WHITE);
        pen.fillRect(0, 0, part.getWidth(), part.getHeight());
        pen.drawImage(part, 0, 0, null);
        pen.dispose();
        return seen;
    }

    private static void copyGray(Raster from, int bits, BufferedImage to) {
        int width = to.getWidth();
        var line = new int[width];
        for (int y = 0; y < to.getHeight(); y++) {
            from.getSamples(from.getMinX(), from.getMinY() + y, width, 1, 0, line);
            for (int x = 0; x < width; x++) {
                int gray =
                        bits >= ALL_BITS
                                ? line[x] >> bits - ALL_BITS & 0xff
                                : line[x] * 0xff / ((1 << bits) - 1);
                to.setRGB(x, y, gray << 16 | gray << 8 | gray);
            }
        }
    }

    private void halve(int level) throws IOException {
        Files.createDirectories(folder.resolve(String.valueOf(level)));
        int wide = size(width, level);
        int high = size(height, level);
        var pair = new BufferedImage(2 * SIDE, 2 * SIDE, BufferedImage.TYPE_3BYTE_BGR);
        for (int row = 0; row * SIDE < high; row++) {
            for (int column = 0; column * SIDE < wide; column++) {
                int width2 = size(width, level - 1) - 2 * column * SIDE;
                int height2 = size(height, level - 1) - 2 * row * SIDE;
                gather(pair, level - 1, 2 * column, 2 * row);
                BufferedImage half =
                        half(pair, Math.min(2 * SIDE, width2), Math.min(2 * SIDE, height2));
                write(half, level, column, row);
            }
        }
        progress.accept(0.75 + 0.25 * level / levels(width, height));
    }

    private static int size(int whole, int level) {
        int size = whole;
        for (int i = 0; i < level; i++) {
            size = (size + 1) / 2;
        }
        return size;
    }

    private void gather(BufferedImage pair, int level, int column, int row) throws IOException {
        Graphics2D pen = pair.createGraphics();
        for (int down = 0; down < 2; down++) {
            for (int across = 0; across < 2; across++) {
                BufferedImage one = read(tile(folder, level, column + across, row + down));
                if (one != null) {
                    pen.drawImage(one, across * SIDE, down * SIDE, null);
                }
            }
        }
        pen.dispose();
    }

    private static @Nullable BufferedImage read(Path tile) throws IOException {
        return Files.exists(tile) ? ImageIO.read(tile.toFile()) : null;
    }

    private static BufferedImage half(BufferedImage pair, int width, int height) {
        int wide = (width + 1) / 2;
        int high = (height + 1) / 2;
        var half = new BufferedImage(wide, high, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = half.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(pair, 0, 0, wide, high, 0, 0, width, height, null);
        pen.dispose();
        return half;
    }

    private void write(BufferedImage tile, int level, int column, int row) throws IOException {
        Path file = tile(folder, level, column, row);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            if (out == null) {
                throw new IOException("The tile " + file.getFileName() + " cannot be written.");
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(tile, null, null), quality);
        }
    }
}
