package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner may open. */
final class PrivateFiles {

    static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
    static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");

    private PrivateFiles() {}

    /** Makes the folder and the parents it lacks; one that is there stays as it is. */
    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, FOLDER);
        }
    }

    /** Writes the whole file or none of it: to a neighbour first, synced, then renamed. */
    static void write(Path file, String content) throws IOException {
        Path neighbour = writeNeighbour(file, content);
        Files.move(
                neighbour,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Like {@link #write}, for a file that must not be there yet.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is
     */
    static void writeOnce(Path file, String content) throws IOException {
        Path neighbour = writeNeighbour(file, content);
        try {
            Files.move(neighbour, file);
        } finally {
            Files.deleteIfExists(neighbour);
        }
    }

    private static Path writeNeighbour(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path neighbour = Files.createTempFile(folder, ".new", ".tmp", FILE);
        try (var channel = FileChannel.open(neighbour, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return neighbour;
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
