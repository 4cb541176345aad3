package org.maslin.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;

class SafetensorsTest {

    private static final float[] VALUES = {0, -1.5f, 65504, 6.1e-5f, 3.25f, -0.0f};

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private Path written(StorageType type) throws IOException {
        Path file = folder.resolve(type + ".safetensors");
        new SafetensorsWriter(type)
                .add("b", new long[] {2, 3}, VALUES::clone)
                .add("a", new long[] {}, () -> new float[] {7})
                .metadata("step", "12")
                .write(file);
        return file;
    }

    @Test
    void whatWasWritten_isRead() throws Exception {
        for (StorageType type : new StorageType[] {StorageType.F32, StorageType.F16}) {
            try (Safetensors file = Safetensors.open(written(type))) {
                assertThat(file.names()).containsExactly("b", "a");
                assertThat(file.shape("b")).containsExactly(2, 3);
                assertThat(file.metadata()).containsEntry("step", "12");
                assertThat(file.floats("a")).containsExactly(7);
                float[] found = file.floats("b");
                for (int i = 0; i < VALUES.length; i++) {
                    float expected =
                            type == StorageType.F16
                                    ? Float.float16ToFloat(Float.floatToFloat16(VALUES[i]))
                                    : VALUES[i];
                    assertThat(found[i]).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void sameArrays_giveSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(written(StorageType.F32));
        assertThat(Files.readAllBytes(written(StorageType.F32))).isEqualTo(first);
        assertThat(first.length % 4).isZero();
    }

    @Test
    void fileCutAnywhere_isRefusedWithItsPlace() throws Exception {
        Path file = written(StorageType.F32);
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.safetensors");
        for (int length = 0; length < whole.length; length += 3) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.open(cut))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("cut.safetensors")
                    .hasMessageContaining("offset");
        }
    }

    @Test
    void headerWithImpossibleNumbers_isRefused() throws Exception {
        for (String entry :
                new String[] {
                    "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}",
                    "{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}",
                    "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}",
                    "{\"dtype\":\"F8\",\"shape\":[1],\"data_offsets\":[0,4]}",
                    "{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}",
                    "[]"
                }) {
            byte[] header = ("{\"a\":" + entry + "}").getBytes(StandardCharsets.UTF_8);
            var bytes = new byte[8 + header.length + 4];
            bytes[0] = (byte) header.length;
            System.arraycopy(header, 0, bytes, 8, header.length);
            Path file = Files.write(folder.resolve("bad.safetensors"), bytes);
            assertThatThrownBy(() -> Safetensors.open(file))
                    .as(entry)
                    .isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void arraysThatOverlap_areRefused() throws Exception {
        String header =
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}";
        var bytes = new byte[8 + header.length() + 6];
        bytes[0] = (byte) header.length();
        System.arraycopy(header.getBytes(StandardCharsets.UTF_8), 0, bytes, 8, header.length());
        Path file = Files.write(folder.resolve("over.safetensors"), bytes);
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the array b over the one before it");
    }

    /** A header that says it is longer than any file, or than this one. */
    @Test
    void hugeHeader_isRefusedBeforeItIsRead() throws Exception {
        for (long length : new long[] {Long.MAX_VALUE, -1, 200L << 20, 9}) {
            byte[] bytes =
                    java.nio.ByteBuffer.allocate(16)
                            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array();
            Path file = Files.write(folder.resolve("huge.safetensors"), bytes);
            assertThatThrownBy(() -> Safetensors.open(file))
                    .as("%d", length)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("header");
        }
    }

    @Test
    void pickledWeights_areNeverOpened() throws Exception {
        Files.writeString(folder.resolve("pytorch_model.bin"), "whatever");
        assertThatThrownBy(() -> Shards.open(folder))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.hint()).contains("never"));
    }

    @Test
    void indexThatLeavesTheFolder_isRefused() throws Exception {
        Files.writeString(
                folder.resolve(Shards.INDEX), "{\"weight_map\":{\"a\":\"../x.safetensors\"}}");
        assertThatThrownBy(() -> Shards.open(folder)).isInstanceOf(BadInputException.class);
    }
}
