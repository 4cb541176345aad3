package org.maslin.server.plumbing.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileCutterTest {

    @TempDir Path folder;

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

    private static void assertNear(int seen, int wanted) {
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(seen >> shift & 0xff)
                    .isBetween((wanted >> shift & 0xff) - 9, (wanted >> shift & 0xff) + 9);
        }
    }
}
