package org.maslin.server.plumbing.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileCutterTest {

    @TempDir Path folder;

    /** 64 × 48 pixels of magenta and yellow, with Adobe's marker. */
    private static final String INKS =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
                    + "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB/8AAFAgAMABABAERAAIRAAMRAAQRAP/EAB8AAAEFAQEB"
                    + "AQEBAAAAAAAAAAABAgMEBQYHCAkKC//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAgADAAQAAD8A"
                    + "/v4f5/7/AD/39/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAD//Z";

    private static int colour(int x, int y) {
        return x < 700 ? y < 300 ? 0xc81e1e : 0x1ec81e : 0x1e1ec8;
    }

    @Test
    void levels_endWithOneTile() {
        assertThat(TileCutter.levels(1, 1)).isEqualTo(1);
        assertThat(TileCutter.levels(512, 512)).isEqualTo(1);
        assertThat(TileCutter.levels(513, 1)).isEqualTo(2);
        assertThat(TileCutter.levels(46_340, 46_340)).isEqualTo(8);
    }

    @Test
    void tiles_showWhatLiesThere_onEachLevel() throws IOException {
        var image = new BufferedImage(1333, 777, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 777; y++) {
            for (int x = 0; x < 1333; x++) {
                image.setRGB(x, y, colour(x, y));
            }
        }
        Path file = folder.resolve("image.png");
        ImageIO.write(image, "png", file.toFile());
        var shares = new ArrayList<Double>();
        var header = new ImageHeader(ImageFormat.PNG, 1333, 777, 1);
        TileCutter.cut(file, 0, header, folder, shares::add);
        for (int level = 0; level < TileCutter.levels(1333, 777); level++) {
            int by = 1 << level;
            for (int[] place : new int[][] {{10, 10}, {650, 700}, {1300, 40}, {1320, 770}}) {
                int x = place[0] / by;
                int y = place[1] / by;
                Path tile = TileCutter.tile(folder, level, x / 512, y / 512);
                int seen = ImageIO.read(tile.toFile()).getRGB(x % 512, y % 512);
                assertNear(seen, colour(place[0], place[1]));
            }
        }
        assertThat(shares).isSorted().allMatch(share -> share <= 1);
        assertThat(Files.exists(TileCutter.tile(folder, 0, 3, 0))).isFalse();
    }

    @Test
    void aPageOnItsSide_isCutUpright() throws IOException {
        var image = new BufferedImage(600, 300, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, 100, 100);
        Path file = folder.resolve("image.png");
        ImageIO.write(image, "png", file.toFile());
        var header = new ImageHeader(ImageFormat.PNG, 600, 300, 6);
        TileCutter.cut(file, 0, header, folder, share -> {});
        // Turned to the right, the upper left is at the upper right.
        BufferedImage top = ImageIO.read(TileCutter.tile(folder, 0, 0, 0).toFile());
        assertThat(top.getWidth()).isEqualTo(300);
        assertNear(top.getRGB(250, 50), 0xffffff);
        assertNear(top.getRGB(50, 50), 0);
    }

    /** A TIFF of one strip without compression, 600 × 300, in one colour all over. */
    private static byte[] tiff(int photometric, int bits, int... colour) {
        int bytes = 600 * 300 * colour.length * bits / 8;
        int directory = 8 + bytes;
        int[][] fields = {
            {256, 4, 1, 600},
            {257, 4, 1, 300},
            {258, 3, colour.length, colour.length == 1 ? bits : directory + 2 + 10 * 12 + 4},
            {259, 3, 1, 1},
            {262, 3, 1, photometric},
            {273, 4, 1, 8},
            {277, 3, 1, colour.length},
            {278, 4, 1, 300},
            {279, 4, 1, bytes},
            {284, 3, 1, 1}
        };
        var file =
                ByteBuffer.allocate(directory + 2 + 10 * 12 + 4 + 2 * colour.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
        for (int i = 0; i < 600 * 300; i++) {
            for (int one : colour) {
                file.put((byte) one);
                if (bits == 16) {
                    file.put((byte) one);
                }
            }
        }
        file.putShort((short) fields.length);
        for (int[] field : fields) {
            file.putShort((short) field[0]).putShort((short) field[1]);
            file.putInt(field[2]).putInt(field[3]);
        }
        file.putInt(0);
        for (int ignored : colour) {
            file.putShort((short) bits);
        }
        return file.array();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 8, 200 30 64, c81e40",
        "2, 16, 200 30 64, c81e40",
        "5, 8, 0 255 255 0, ff0000",
        "5, 8, 255 0 0 128, 007f7f",
        "5, 16, 0 255 255 0, ff0000",
        "5, 16, 255 0 0 128, 007f7f",
        "1, 16, 96, 606060"
    })
    void aTiff_ofInksOr16Bits_isSeenAsItIs(int photometric, int bits, String colour, String seen)
            throws IOException {
        int[] parts = Arrays.stream(colour.split(" ")).mapToInt(Integer::parseInt).toArray();
        Path file = Files.write(folder.resolve("ink.tiff"), tiff(photometric, bits, parts));
        var header = new ImageHeader(ImageFormat.TIFF, 600, 300, 1);
        TileCutter.cut(file, 0, header, folder, share -> {});
        for (int level = 0; level < 2; level++) {
            Path tile = TileCutter.tile(folder, level, 0, 0);
            assertNear(ImageIO.read(tile.toFile()).getRGB(100, 100), Integer.parseInt(seen, 16));
        }
    }

    /** Of print shops: Adobe writes its four inks turned about. */
    @Test
    void aJpeg_ofInks_isSeenAsItIs() throws IOException {
        Path file = folder.resolve("inks.jpg");
        Files.write(file, Base64.getDecoder().decode(INKS));
        var header = new ImageHeader(ImageFormat.JPEG, 64, 48, 1);
        TileCutter.cut(file, 0, header, folder, share -> {});
        BufferedImage tile = ImageIO.read(TileCutter.tile(folder, 0, 0, 0).toFile());
        assertNear(tile.getRGB(30, 30), 0xff0000);
    }

    private static void assertNear(int seen, int wanted) {
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(seen >> shift & 0xff)
                    .isBetween((wanted >> shift & 0xff) - 9, (wanted >> shift & 0xff) + 9);
        }
    }
}
