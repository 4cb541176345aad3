package org.maslin.server.imports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.maslin.core.BadInputException;

/** What imports read, until they are done, and what they have rejected, for a month. */
final class ImportFiles {

    private static final long LARGEST_BYTES = 20L << 30;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path root;

    ImportFiles(Path root) {
        this.root = root;
    }

    Path data(UUID organisation, UUID id) {
        return root.resolve(organisation.toString()).resolve(id + ".data");
    }

    Path rejected(UUID organisation, UUID id) {
        return root.resolve(organisation.toString()).resolve(id + ".rejected.jsonl");
    }

    /** Saves a file whole or not at all. */
    void save(UUID organisation, UUID id, InputStream in, LongConsumer saved) {
        Path file = data(organisation, id);
        Path unfinished = file.resolveSibling("." + file.getFileName());
        try {
            Files.createDirectories(file.getParent());
            try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                var buffer = new byte[BUFFER_BYTES];
                long total = 0;
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    total += read;
                    if (total > LARGEST_BYTES) {
                        throw new BadInputException(
                                "body", "more than 20 GiB", "at most 20 GiB", "Send it in parts.");
                    }
                    out.write(buffer, 0, read);
                    saved.accept(total);
                }
            } catch (IOException | RuntimeException broken) {
                Files.deleteIfExists(unfinished);
                throw broken;
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteData(UUID organisation, UUID id) {
        try {
            Files.deleteIfExists(data(organisation, id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what was last touched before this time. */
    void removeOlder(Instant time) {
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
