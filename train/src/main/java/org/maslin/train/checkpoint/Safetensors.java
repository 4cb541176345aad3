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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.tensor.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An open safetensors file: named arrays of numbers and text metadata. Layout (the format's
 * specification): eight bytes little-endian header length, a JSON header, then the arrays,
 * row-major little-endian. The file is mapped, not read; a header that promises more than the file
 * holds is refused when it is opened.
 */
public final class Safetensors implements AutoCloseable {

    static final long MAX_HEADER_BYTES = 100L << 20;
    static final int LENGTH_BYTES = 8;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HINT =
            "The file is truncated or damaged; copy it again from its source.";
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private record Entry(StorageType type, long[] shape, long begin, long end) {
        int count() {
            return Math.toIntExact((end - begin) / type.bytes);
        }
    }

    private final Path file;
    private final Arena arena;
    private final MemorySegment data;
    private final Map<String, Entry> entries;
    private final Map<String, String> metadata;

    private Safetensors(
            Path file,
            Arena arena,
            MemorySegment data,
            Map<String, Entry> entries,
            Map<String, String> metadata) {
        this.file = file;
        this.arena = arena;
        this.data = data;
        this.entries = entries;
        this.metadata = metadata;
    }

    /**
     * @throws BadInputException if the file is not a whole safetensors file
     */
    public static Safetensors open(Path file) throws IOException {
        Arena arena = Arena.ofShared();
        try (var channel = FileChannel.open(file)) {
            MemorySegment all =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            long header = headerLength(file, all);
            MemorySegment data = all.asSlice(LENGTH_BYTES + header);
            JsonNode json = parse(file, all.asSlice(LENGTH_BYTES, header));
            return new Safetensors(
                    file, arena, data, entries(file, json, data.byteSize()), metadata(json));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static long headerLength(Path file, MemorySegment all) {
        if (all.byteSize() < LENGTH_BYTES) {
            throw bad(file, 0, all.byteSize() + " bytes", "at least 8 bytes");
        }
        long length = all.get(LONG, 0);
        if (length < 2 || length > MAX_HEADER_BYTES || length > all.byteSize() - LENGTH_BYTES) {
            throw bad(
                    file,
                    0,
                    "a header of %d bytes in a file of %d".formatted(length, all.byteSize()),
                    "a header within the file and under 100 MiB");
        }
        return length;
    }

    private static JsonNode parse(Path file, MemorySegment header) {
        var text =
                new String(header.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8).strip();
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw bad(file, LENGTH_BYTES, "no JSON", "a JSON header");
        }
    }

    private static Map<String, Entry> entries(Path file, JsonNode header, long available) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (var property : header.properties()) {
            if (!property.getKey().equals("__metadata__")) {
                entries.put(
                        property.getKey(),
                        entry(file, property.getKey(), property.getValue(), available));
            }
        }
        requireApart(file, entries);
        return entries;
    }

    /**
     * Arrays that share bytes are no checkpoint's: what was written to one would change another.
     */
    private static void requireApart(Path file, Map<String, Entry> entries) {
        long end = 0;
        List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
        inOrder.sort(Comparator.comparingLong(one -> one.getValue().begin));
        for (var one : inOrder) {
            Entry entry = one.getValue();
            if (entry.begin < end && entry.end > entry.begin) {
                throw bad(
                        file,
                        entry.begin,
                        "the array " + one.getKey() + " over the one before it",
                        "bytes of its own from " + end);
            }
            end = Math.max(end, entry.end);
        }
    }

    private static Entry entry(Path file, String name, JsonNode json, long available) {
        StorageType type;
        try {
            type = StorageType.valueOf(json.path("dtype").asString(""));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    file + ", array " + name,
                    "the type " + json.path("dtype"),
                    "F32, F16, BF16, F64, I64, I32, U8 or BOOL",
                    "Convert the checkpoint to one of these types.");
        }
        var shape = new long[json.path("shape").size()];
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = json.path("shape").path(i).asLong(-1);
            if (shape[i] < 0 || (count != 0 && shape[i] > Long.MAX_VALUE / 8 / count)) {
                throw bad(file, 0, "the shape of " + name, "dimensions of sensible size");
            }
            count *= shape[i];
        }
        long begin = json.path("data_offsets").path(0).asLong(-1);
        long end = json.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || end - begin != count * type.bytes) {
            throw bad(
                    file,
                    begin,
                    "%d bytes for %s".formatted(end - begin, name),
                    count * type.bytes + " bytes");
        }
        if (end > available) {
            throw bad(
                    file,
                    begin,
                    "%d bytes of data in all".formatted(available),
                    "at least %d for %s".formatted(end, name));
        }
        return new Entry(type, shape, begin, end);
    }

    private static Map<String, String> metadata(JsonNode header) {
        Map<String, String> metadata = new TreeMap<>();
        for (var property : header.path("__metadata__").properties()) {
            metadata.put(property.getKey(), property.getValue().asString());
        }
        return metadata;
    }

    private static BadInputException bad(Path file, long offset, String found, String expected) {
        return new BadInputException(file + ", offset " + offset, found, expected, HINT);
    }

    public SequencedSet<String> names() {
        return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(entries.keySet()));
    }

    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    public long[] shape(String name) {
        return entry(name).shape.clone();
    }

    /** The array as a tensor with the type that it is stored as, copied from the file. */
    public Tensor tensor(String name) {
        Entry entry = entry(name);
        MemorySegment memory = data.asSlice(entry.begin, entry.end - entry.begin);
        return Tensor.copyOf(memory, entry.type.elements(), entry.shape);
    }

    /** The array as 32-bit floats, whatever it is stored as. */
    public float[] floats(String name) {
        Entry entry = entry(name);
        var values = new float[entry.count()];
        long at = entry.begin;
        for (int i = 0; i < values.length; i++, at += entry.type.bytes) {
            values[i] =
                    switch (entry.type) {
                        case F32 -> Float.intBitsToFloat(data.get(INT, at));
                        case F16 -> Float.float16ToFloat(data.get(SHORT, at));
                        case BF16 -> Float.intBitsToFloat(data.get(SHORT, at) << 16);
                        case F64 -> (float) Double.longBitsToDouble(data.get(LONG, at));
                        case I64 -> data.get(LONG, at);
                        case I32 -> data.get(INT, at);
                        case BOOL, U8 -> data.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
                    };
        }
        return values;
    }

    /** An array of I64, I32, U8 or BOOL. */
    public long[] longs(String name) {
        Entry entry = entry(name);
        var values = new long[entry.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (entry.type) {
                        case I64 -> data.get(LONG, entry.begin + 8L * i);
                        case I32 -> data.get(INT, entry.begin + 4L * i);
                        case BOOL, U8 -> data.get(ValueLayout.JAVA_BYTE, entry.begin + i) & 0xFF;
                        case F64, F32, F16, BF16 ->
                                throw new IllegalArgumentException(
                                        "The array %s of %s holds no integers."
                                                .formatted(name, file));
                    };
        }
        return values;
    }

    private Entry entry(String name) {
        @Nullable Entry entry = entries.get(name);
        if (entry == null) {
            throw new BadInputException(
                    file.toString(),
                    "no array named " + name,
                    "one",
                    "The checkpoint is not of the architecture that its config.json names.");
        }
        return entry;
    }

    @Override
    public void close() {
        arena.close();
    }
}
