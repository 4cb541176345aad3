package org.maslin.server.plumbing.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.maslin.security.KeyedHash;

/** Blobs as files of a folder: written to a neighbour, synced, then renamed. */
public final class FolderBlobs implements Blobs {

    private static final String UNFINISHED = ".new";

    private final Path root;
    private final byte[] key;

    /**
     * @param key the installation's key, from which each organisation's is made
     */
    public FolderBlobs(Path root, byte[] key) {
        this.root = root;
        this.key = key.clone();
    }

    @Override
    public Stored put(UUID organisation, InputStream content, long most) throws IOException {
        Path folder = Files.createDirectories(root.resolve(organisation.toString()));
        Path neighbour = Files.createTempFile(folder, UNFINISHED, ".tmp");
        try {
            Stored stored = write(organisation, content, most, neighbour);
            Path home = Files.createDirectories(home(organisation, stored.address()));
            Files.move(
                    neighbour,
                    home.resolve(stored.address()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            sync(home);
            return stored;
        } finally {
            Files.deleteIfExists(neighbour);
        }
    }

    private Stored write(UUID organisation, InputStream content, long most, Path file)
            throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var copying = new Copying(content, Channels.newOutputStream(channel), most);
            String address = KeyedHash.forOrganisation(key, organisation).hex(copying);
            channel.force(true);
            return new Stored(address, copying.bytes());
        }
    }

    @Override
    public InputStream open(UUID organisation, String address) throws IOException {
        return Files.newInputStream(file(organisation, address));
    }

    @Override
    public void delete(UUID organisation, String address) throws IOException {
        Files.deleteIfExists(file(organisation, address));
    }

    private Path file(UUID organisation, String address) {
        return home(organisation, address).resolve(address);
    }

    private Path home(UUID organisation, String address) {
        if (!address.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("The address %s is no hash.".formatted(address));
        }
        return root.resolve(organisation.toString()).resolve(address.substring(0, 2));
    }

    /** A rename is on disk when its folder is. */
    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
