package org.maslin.server.plumbing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON lines that the product keeps beside its database: a file is there whole, or not at all; the
 * same records give the same bytes.
 */
public final class SavedFiles {

    private SavedFiles() {}

    /** Writes one record a line, replacing what was there. */
    public static void write(JsonMapper json, Path file, Iterable<?> records) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
                for (Object record : records) {
                    writer.write(json.writeValueAsString(record));
                    writer.write('\n');
                }
            }
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records of a file, in order. */
    public static <T> List<T> read(JsonMapper json, Path file, Class<T> type) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> json.readValue(line, type)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
