package org.maslin.curate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys of many documents on disk, one file for each key index: 16 bytes a key. What a killed run
 * left is written over.
 */
final class KeySpill implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final List<Path> files = new ArrayList<>();
    private final List<DataOutputStream> outs = new ArrayList<>();
    private int[] positions = new int[1 << 12];
    private int[] lengths = new int[1 << 12];
    private int count;

    KeySpill(Path folder, int keyCount) throws IOException {
        for (int k = 0; k < keyCount; k++) {
            files.add(folder.resolve("keys-%d.tmp".formatted(k)));
            outs.add(
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    Files.newOutputStream(files.get(k)), BUFFER_BYTES)));
        }
    }

    void add(int position, int length, long[] keys) throws IOException {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        positions[count] = position;
        lengths[count++] = length;
        for (int k = 0; k < outs.size(); k++) {
            outs.get(k).writeLong(keys[2 * k]);
            outs.get(k).writeLong(keys[2 * k + 1]);
        }
    }

    /** How many documents have keys. */
    int count() {
        return count;
    }

    /** Where the i-th document with keys stands in the corpus. */
    int position(int i) {
        return positions[i];
    }

    /** How many characters it has. */
    int length(int i) {
        return lengths[i];
    }

    /** All keys of one index, two longs for each document. */
    long[] keys(int index) throws IOException {
        outs.get(index).flush();
        var keys = new long[2 * count];
        try (var in =
                new DataInputStream(
                        new BufferedInputStream(
                                Files.newInputStream(files.get(index)), BUFFER_BYTES))) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = in.readLong();
            }
        }
        return keys;
    }

    @Override
    public void close() throws IOException {
        for (DataOutputStream out : outs) {
            out.close();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
