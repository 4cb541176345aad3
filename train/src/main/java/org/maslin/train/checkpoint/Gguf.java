package org.maslin.train.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * An open GGUF file, version 2 or 3: metadata and named arrays, mapped, not read. What the header
 * promises is checked against the file when it is opened.
 */
public final class Gguf implements AutoCloseable {

    private static final int MAGIC = 0x46554747;
    private static final long MOST = 10_000_000;
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private record Entry(GgufBlocks blocks, long[] shape, long begin, long bytes) {}

    private final Path file;
    private final Arena arena;
    private final MemorySegment all;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long at;

    private Gguf(Path file, Arena arena, MemorySegment all) {
        this.file = file;
        this.arena = arena;
        this.all = all;
    }

    /**
     * @throws BadInputException if the file is no whole GGUF file
     */
    public static Gguf open(Path file) throws IOException {
        Arena arena = Arena.ofShared();
        try (var channel = FileChannel.open(file)) {
            var gguf =
                    new Gguf(
                            file,
                            arena,
                            channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
            gguf.readHeader();
            return gguf;
        } catch (IndexOutOfBoundsException e) {
            arena.close();
            throw bad(file, "a header that goes beyond the file", "a whole file");
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static BadInputException bad(Path file, String found, String expected) {
        return new BadInputException(
                file.toString(), found, expected, "Copy the file again from its source.");
    }

    private void readHeader() {
        if (all.byteSize() < 24 || int32() != MAGIC) {
            throw bad(file, "no GGUF file", "one that begins with GGUF");
        }
        int version = int32();
        if (version != 2 && version != 3) {
            throw bad(file, "version " + version, "version 2 or 3, little-endian");
        }
        long arrays = count();
        long pairs = count();
        for (long i = 0; i < pairs; i++) {
            String key = text();
            metadata.put(key, value(int32(), 0));
        }
        record Pending(String name, GgufBlocks blocks, long[] shape, long offset) {}
        List<Pending> pending = new ArrayList<>();
        for (long i = 0; i < arrays; i++) {
            String name = text();
            var shape = new long[Math.toIntExact(Math.min(int32() & 0xFFFFFFFFL, 9))];
            for (int d = shape.length - 1; d >= 0; d--) {
                shape[d] = count();
            }
            pending.add(new Pending(name, blocks(name, int32()), shape, int64()));
        }
        long alignment = Math.max(1, number("general.alignment", 32));
        long data = (at + alignment - 1) / alignment * alignment;
        for (Pending one : pending) {
            long count = 1;
            for (long size : one.shape) {
                count = Math.multiplyExact(count, size);
            }
            long bytes = count / one.blocks.values * one.blocks.bytes;
            long begin = data + one.offset;
            if (count % one.blocks.values != 0
                    || one.offset < 0
                    || begin + bytes > all.byteSize()) {
                throw bad(
                        file,
                        "%d bytes in all".formatted(all.byteSize()),
                        "at least %d for %s".formatted(begin + bytes, one.name));
            }
            entries.put(one.name, new Entry(one.blocks, one.shape, begin, bytes));
        }
    }

    private GgufBlocks blocks(String name, int code) {
        for (GgufBlocks blocks : GgufBlocks.values()) {
            if (blocks.code == code) {
                return blocks;
            }
        }
        throw new BadInputException(
                "%s, array %s".formatted(file, name),
                "the block type " + code,
                "F32, F16, BF16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q4_K, Q5_K or Q6_K",
                "Take the model in one of these.");
    }

    private int int32() {
        int value = all.get(INT, at);
        at += 4;
        return value;
    }

    private long int64() {
        long value = all.get(LONG, at);
        at += 8;
        return value;
    }

    private long count() {
        long count = int64();
        if (count < 0 || count > MOST) {
            throw bad(file, "a count of " + count, "a sensible one");
        }
        return count;
    }

    private String text() {
        long length = count();
        byte[] bytes = all.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
        at += length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Object value(int type, int depth) {
        return switch (type) {
            case 0 -> (long) (all.get(ValueLayout.JAVA_BYTE, at++) & 0xFF);
            case 1 -> (long) all.get(ValueLayout.JAVA_BYTE, at++);
            case 2 -> (long) (int16() & 0xFFFF);
            case 3 -> (long) int16();
            case 4 -> int32() & 0xFFFFFFFFL;
            case 5 -> (long) int32();
            case 6 -> (double) Float.intBitsToFloat(int32());
            case 7 -> all.get(ValueLayout.JAVA_BYTE, at++) != 0;
            case 8 -> text();
            case 9 -> {
                int of = int32();
                long count = count();
                if (depth > 2) {
                    throw bad(file, "lists of lists of lists", "plain lists");
                }
                List<Object> items = new ArrayList<>();
                for (long i = 0; i < count; i++) {
                    items.add(value(of, depth + 1));
                }
                yield items;
            }
            case 10, 11 -> int64();
            case 12 -> Double.longBitsToDouble(int64());
            default -> throw bad(file, "a value of type " + type, "a type from 0 to 12");
        };
    }

    private short int16() {
        short value = all.get(SHORT, at);
        at += 2;
        return value;
    }

    public Path file() {
        return file;
    }

    public boolean has(String array) {
        return entries.containsKey(array);
    }

    /** The value of a key, or null. */
    public @Nullable Object value(String key) {
        return metadata.get(key);
    }

    public long number(String key, long otherwise) {
        return metadata.get(key) instanceof Long number ? number : otherwise;
    }

    public double real(String key, double otherwise) {
        return metadata.get(key) instanceof Double number ? number : otherwise;
    }

    public String text(String key, String otherwise) {
        return metadata.get(key) instanceof String text ? text : otherwise;
    }

    public List<?> list(String key) {
        return metadata.get(key) instanceof List<?> list
                ? Collections.unmodifiableList(list)
                : List.of();
    }

    /** The sizes of an array, the slowest dimension first. */
    public long[] shape(String array) {
        return entry(array).shape.clone();
    }

    /** An array's numbers, row-major. */
    public float[] floats(String array) {
        Entry entry = entry(array);
        return entry.blocks.dequantised(all.asSlice(entry.begin, entry.bytes));
    }

    private Entry entry(String array) {
        @Nullable Entry entry = entries.get(array);
        if (entry == null) {
            throw new BadInputException(
                    file.toString(),
                    "no array named " + array,
                    "one",
                    "The file is not of the architecture that it names.");
        }
        return entry;
    }

    @Override
    public void close() {
        arena.close();
    }
}
