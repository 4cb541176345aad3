package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * The one folder in which an installation keeps everything: database, blobs, models, dataset
 * versions, jobs, keys and logs. Only its owner may look inside, and only one process holds it at a
 * time; others may join the holder.
 */
public final class DataFolder implements AutoCloseable {

    private static final String POSTGRES = "postgres";
    private static final String BLOBS = "blobs";
    private static final String MODELS = "models";
    private static final String VERSIONS = "versions";
    private static final String JOBS = "jobs";
    private static final String CHAINS = "chains";
    private static final String EXPORTS = "exports";
    private static final String IMPORTS = "imports";
    private static final String TILES = "tiles";
    private static final String KEYS = "keys";
    private static final String LOGS = "logs";
    private static final List<String> FOLDERS =
            List.of(
                    POSTGRES, BLOBS, MODELS, VERSIONS, JOBS, CHAINS, EXPORTS, IMPORTS, TILES, KEYS,
                    LOGS);

    private final Path root;
    private final @Nullable FolderLock lock;

    private DataFolder(Path root, @Nullable FolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Where the folder is when nobody says otherwise: in {@code $XDG_DATA_HOME}, or at home. */
    public static Path defaultPath(Map<String, String> environment) {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        if (!data.isEmpty() && Path.of(data).isAbsolute()) {
            return Path.of(data, "maslin");
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
        return Path.of(home, ".local", "share", "maslin");
    }

    /** Whether a Maslin, of whatever version, has made a data folder there. */
    public static boolean exists(Path path) {
        return !FolderFormat.isMissing(path);
    }

    /**
     * Opens the folder for this process alone, making it if there is none.
     *
     * @throws BadInputException if another process holds it, a newer Maslin wrote it, or it is a
     *     folder of something else
     */
    public static DataFolder open(Path path) throws IOException {
        DataFolder folder = openOrJoin(path);
        if (!folder.isHeldHere()) {
            throw new BadInputException(
                    "data folder " + folder.root,
                    "it in use by process %d".formatted(folder.holder()),
                    "a folder that no other Maslin uses",
                    "Stop that process (kill %d) or choose another folder with --data."
                            .formatted(folder.holder()));
        }
        return folder;
    }

    /**
     * Opens the folder for this process, or beside the process that holds it. Who joins may read
     * and write files but starts no database of his own.
     */
    public static DataFolder openOrJoin(Path path) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        refuseForeign(root);
        PrivateFiles.createFolder(root);
        FolderLock lock = FolderLock.tryClaim(root);
        if (lock != null) {
            try {
                FolderFormat.NOW.bring(root);
                for (String name : FOLDERS) {
                    PrivateFiles.createFolder(root.resolve(name));
                }
            } catch (IOException | RuntimeException broken) {
                lock.close();
                throw broken;
            }
        }
        return new DataFolder(root, lock);
    }

    /**
     * Opens the folder beside the process that holds it, which may be on another machine.
     *
     * @throws BadInputException if no server has made it yet, or one of another version
     */
    static DataFolder join(Path path) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        FolderFormat.NOW.require(root);
        return new DataFolder(root, null);
    }

    private static void refuseForeign(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw foreign(root, "a file");
        }
        if (!FolderFormat.isMissing(root)) {
            return;
        }
        var ours = Set.of("lock", "lost+found", "demos");
        try (var entries = Files.list(root)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !ours.contains(name) && !name.startsWith(".new"))
                    .findFirst()
                    .ifPresent(
                            name -> {
                                throw foreign(root, "no file 'format' but '%s'".formatted(name));
                            });
        }
    }

    private static BadInputException foreign(Path root, String found) {
        return new BadInputException(
                "data folder " + root,
                found,
                "a Maslin data folder, an empty folder or none",
                "Choose another folder with --data.");
    }

    /** Whether this process holds the folder, rather than joined its holder. */
    public boolean isHeldHere() {
        return lock != null;
    }

    /** The id of the process that holds the folder. */
    public long holder() throws IOException {
        return FolderLock.holder(root);
    }

    public Path root() {
        return root;
    }

    public Path blobs() {
        return root.resolve(BLOBS);
    }

    public Path models() {
        return root.resolve(MODELS);
    }

    public Path versions() {
        return root.resolve(VERSIONS);
    }

    public Path jobs() {
        return root.resolve(JOBS);
    }

    /** What chains keep beside the database: prompts, decisions, completions. */
    public Path chains() {
        return root.resolve(CHAINS);
    }

    /** Files that somebody asked for, until they are fetched or their time is over. */
    public Path exports() {
        return root.resolve(EXPORTS);
    }

    /** Files on their way in, and lists of what was rejected. */
    public Path imports() {
        return root.resolve(IMPORTS);
    }

    /** Tiles of large images, which can be cut again at any time. */
    public Path tiles() {
        return root.resolve(TILES);
    }

    public Path logs() {
        return root.resolve(LOGS);
    }

    Path postgres() {
        return root.resolve(POSTGRES);
    }

    /**
     * A secret of this installation: random bytes, made the first time somebody asks for the name
     * and the same ever after.
     *
     * @param name lower-case words joined by hyphens, such as {@code audit-signing}
     * @param bytes its length, 16 to 1024
     */
    public byte[] secret(String name, int bytes) throws IOException {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || bytes < 16 || bytes > 1024) {
            throw new IllegalArgumentException(
                    "A secret (%s, %d bytes) needs a name of lower-case words joined by hyphens and 16 to 1024 bytes."
                            .formatted(name, bytes));
        }
        Path file = root.resolve(KEYS).resolve(name);
        if (!Files.exists(file)) {
            create(file, bytes);
        }
        byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
        if (secret.length != bytes) {
            throw new BadInputException(
                    "key file " + file,
                    "%d bytes".formatted(secret.length),
                    "%d bytes".formatted(bytes),
                    "Restore the file from a backup; what it protects cannot be read without it.");
        }
        return secret;
    }

    private static void create(Path file, int bytes) throws IOException {
        var secret = new byte[bytes];
        new SecureRandom().nextBytes(secret);
        try {
            PrivateFiles.writeOnce(file, HexFormat.of().formatHex(secret) + "\n");
        } catch (FileAlreadyExistsException madeMeanwhile) {
            return; // by a process that works beside this one; its secret counts
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
