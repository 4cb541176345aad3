package org.maslin.server.plumbing.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maslin.core.BadInputException;

class ImageHeaderTest {

    @TempDir private Path folder = Path.of("");

    private @Nullable ImageHeader read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("image"), bytes);
        try (FileChannel channel = FileChannel.open(file)) {
            return ImageHeader.read("here", channel);
        }
    }

    private static byte[] written(String format) throws IOException {
        var image = new BufferedImage(70, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 70 * 40; i++) {
            image.setRGB(i % 70, i / 70, i * 7919);
        }
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"png,PNG", "jpg,JPEG", "gif,GIF", "bmp,BMP", "tiff,TIFF"})
    void size_isRead_andAFileThatIsCutOffIsRefused(String name, ImageFormat format)
            throws IOException {
        byte[] whole = written(name);
        assertThat(read(whole)).isEqualTo(new ImageHeader(format, 70, 40, 1));
        for (int length : new int[] {whole.length - 2, whole.length / 2, 40}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
                    .as("%s of %d bytes", name, length)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("a whole image");
        }
    }

    private static byte[] webp(String chunk, byte[] data) {
        var bytes = ByteBuffer.allocate(20 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + data.length);
        bytes.put(("WEBP" + chunk).getBytes(StandardCharsets.US_ASCII)).putInt(data.length);
        return bytes.put(data).array();
    }

    /** By the specification: 14 bits of a size, less one where a size of none makes no sense. */
    @Test
    void webp_tellsItsSizeInThreeWays() throws IOException {
        byte[] lossy = {0, 0, 0, (byte) 0x9d, 1, 0x2a, 70, 0, 40, 0};
        assertThat(read(webp("VP8 ", lossy)))
                .isEqualTo(new ImageHeader(ImageFormat.WEBP, 70, 40, 1));
        int bits = 69 | 39 << 14;
        byte[] lossless = {
            0x2f, (byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24), 0
        };
        assertThat(read(webp("VP8L", lossless)))
                .isEqualTo(new ImageHeader(ImageFormat.WEBP, 70, 40, 1));
        byte[] extended = {0, 0, 0, 0, 69, 0, 0, 39, 0, 0};
        byte[] file = webp("VP8X", extended);
        assertThat(read(file)).isEqualTo(new ImageHeader(ImageFormat.WEBP, 70, 40, 1));
        assertThatThrownBy(() -> read(Arrays.copyOf(file, 25)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cut off");
    }

    /** Exif as a camera held on its side writes it: one field, orientation 6. */
    @Test
    void jpeg_tellsHowItIsTurned() throws IOException {
        var exif = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4);
        exif.putShort((short) 0xffe1).putShort((short) 34);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
        exif.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) 6);
        byte[] plain = written("jpg");
        var turned = new ByteArrayOutputStream();
        turned.write(plain, 0, 2);
        turned.write(exif.array());
        turned.write(plain, 2, plain.length - 2);
        ImageHeader header = Objects.requireNonNull(read(turned.toByteArray()));
        assertThat(header).isEqualTo(new ImageHeader(ImageFormat.JPEG, 70, 40, 6));
        assertThat(header.shownWidth()).isEqualTo(40);
        assertThat(header.shownHeight()).isEqualTo(70);
    }

    /** A picture of 2.5 gigapixels in a few bytes: nobody needs to unpack it to know. */
    @Test
    void pictureOf50000Pixels_isRefusedByItsHeader() throws IOException {
        byte[] png = written("png");
        var header = ByteBuffer.wrap(png);
        header.putInt(16, 50_000).putInt(20, 50_000);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        assertThatThrownBy(() -> read(png))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("50,000 × 50,000 pixels")
                .hasMessageContaining("here");
        header.putInt(16, 5);
        assertThatThrownBy(() -> read(png))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void whatIsNoPicture_isNone() throws IOException {
        for (String text : new String[] {"", "x", "BM is how this text begins", "<svg/>", "RIFF"}) {
            assertThat(read(text.getBytes(StandardCharsets.UTF_8))).as(text).isNull();
        }
    }
}
