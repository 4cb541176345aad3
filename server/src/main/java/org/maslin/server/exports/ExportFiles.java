package org.maslin.server.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Where the files of exports stand: a folder for each organisation. */
final class ExportFiles {

    private final Path root;

    ExportFiles(Path root) {
        this.root = root;
    }

    private Path file(UUID organisation, UUID export) {
        return root.resolve(organisation.toString()).resolve(export.toString());
    }

    /** Puts a whole file at its place. */
    void take(UUID organisation, UUID export, Path written) throws IOException {
        Path file = file(organisation, export);
        Files.createDirectories(file.getParent());
        Files.move(
                written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    boolean has(UUID organisation, UUID export) {
        return Files.exists(file(organisation, export));
    }

    void copy(UUID organisation, UUID export, OutputStream out) throws IOException {
        Files.copy(file(organisation, export), out);
    }

    void delete(UUID organisation, UUID export) {
        try {
            Files.deleteIfExists(file(organisation, export));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
