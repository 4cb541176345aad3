package org.maslin.train.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects arrays and writes them as one safetensors file, whole or not at all. The order of the
 * arrays is the order in which they were added, so the same arrays give the same bytes.
 */
public final class SafetensorsWriter {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ALIGNMENT = 8;
    private static final int BUFFER_BYTES = 1 << 16;

    private record Pending(long[] shape, Supplier<float[]> values) {
        long count() {
            long count = 1;
            for (long size : shape) {
                count *= size;
            }
            return count;
        }
    }

    private final StorageType type;
    private final Map<String, Pending> arrays = new LinkedHashMap<>();
    private final Map<String, String> metadata = new TreeMap<>(Map.of("format", "pt"));

    /**
     * @param type F32, F16 or BF16
     */
    public SafetensorsWriter(StorageType type) {
        if (type != StorageType.F32 && type != StorageType.F16 && type != StorageType.BF16) {
            throw new IllegalArgumentException(
                    "The storage type (%s) must be F32, F16 or BF16.".formatted(type));
        }
        this.type = type;
    }

    /** Adds an array whose values are asked for when the file is written. */
    public SafetensorsWriter add(String name, long[] shape, Supplier<float[]> values) {
        arrays.put(name, new Pending(shape.clone(), values));
        return this;
    }

    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    public void write(Path file) throws IOException {
        AtomicFiles.write(file, this::writeTo);
    }

    private void writeTo(FileChannel channel) throws IOException {
        byte[] header = header();
        var buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length);
        drain(buffer, channel);
        var headerBytes = ByteBuffer.wrap(header);
        while (headerBytes.hasRemaining()) {
            channel.write(headerBytes);
        }
        for (Pending array : arrays.values()) {
            for (float value : array.values.get()) {
                if (buffer.remaining() < type.bytes) {
                    drain(buffer, channel);
                }
                put(buffer, value);
            }
            drain(buffer, channel);
        }
    }

    private void put(ByteBuffer buffer, float value) {
        switch (type) {
            case F16 -> buffer.putShort(Float.floatToFloat16(value));
            case BF16 -> buffer.putShort(brainFloat(value));
            default -> buffer.putFloat(value);
        }
    }

    /** The upper half of a float, rounded to the nearest, ties to even. */
    private static short brainFloat(float value) {
        int bits = Float.floatToIntBits(value);
        return Float.isNaN(value)
                ? (short) (bits >>> 16 | 0x40)
                : (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private byte[] header() {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode texts = json.putObject("__metadata__");
        metadata.forEach(texts::put);
        long at = 0;
        for (var array : arrays.entrySet()) {
            ObjectNode entry = json.putObject(array.getKey()).put("dtype", type.name());
            var shape = entry.putArray("shape");
            for (long size : array.getValue().shape) {
                shape.add(size);
            }
            long end = at + array.getValue().count() * type.bytes;
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        String text = JSON.writeValueAsString(json);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
        return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }
}
