package org.maslin.server.backup;

import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.http.Json;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a backup while the server goes on. The tables come first, all as of one moment; files are
 * written before the rows that name them, so whatever a row of that moment names is there
 * afterwards. What a job keeps for itself while it runs is left out: it begins again.
 */
public final class Backup {

    /** The folders of a data folder whose files are carried over. */
    static final List<String> FOLDERS = List.of("keys", "blobs", "models", "versions", "chains");

    /** Passwords of one database cluster; another has its own. */
    private static final String OF_THE_CLUSTER = "postgres-";

    private Backup() {}

    /**
     * Writes the backup to a file that is there whole or not at all.
     *
     * @param passphraseFile seals it under the passphrase in the file's first line
     */
    public static BackupSummary write(
            Foundation foundation, Path file, @Nullable Path passphraseFile, Progress progress)
            throws IOException {
        if (Files.exists(file)) {
            throw new BadInputException(
                    file.toString(), "a file", "a name that is free", "Choose another name.");
        }
        Passphrase passphrase = passphraseFile == null ? null : Passphrase.in(passphraseFile);
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        try {
            BackupSummary summary;
            try (OutputStream plain = new BufferedOutputStream(create(unfinished), 1 << 16);
                    OutputStream out =
                            passphrase == null
                                    ? plain
                                    : passphrase.seal(plain, new SecureRandom())) {
                summary = BackupSummary.of(write(foundation, out, progress));
            }
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static OutputStream create(Path file) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newOutputStream(file);
    }

    private static Closing write(Foundation foundation, OutputStream out, Progress progress)
            throws IOException {
        JsonMapper json = Json.mapper();
        try (var archive = new ArchiveWriter(out);
                var snapshot = SnapshotStore.open(foundation.databases())) {
            List<Table> tables = snapshot.tables();
            byte[] opening =
                    json.writeValueAsBytes(new Opening(Opening.FORMAT, snapshot.schema(), tables));
            archive.put(ArchiveWriter.OPENING, opening, opening.length);
            var contents = new TreeMap<String, Closing.Content>();
            long expected = snapshot.estimatedRows();
            long rows = 0;
            for (Table table : tables) {
                progress.at(rows, Math.max(rows, expected), "rows saved");
                var parts = archive.parts(ArchiveWriter.TABLES + table.name());
                long copied = snapshot.copy(table, parts);
                contents.put(table.name(), new Closing.Content(copied, parts.end()));
                rows += copied;
            }
            var files = files(archive, foundation.folder(), progress);
            SnapshotStore.AuditHead head = snapshot.auditHead();
            var closing =
                    new Closing(
                            contents,
                            files.files(),
                            files.bytes(),
                            files.hex(),
                            snapshot.sequences(),
                            head.size(),
                            head.note());
            byte[] bytes = json.writeValueAsBytes(closing);
            archive.put(ArchiveWriter.CLOSING, bytes, bytes.length);
            return closing;
        }
    }

    private static FilesDigest files(ArchiveWriter archive, DataFolder folder, Progress progress)
            throws IOException {
        var digest = new FilesDigest();
        for (String name : FOLDERS) {
            Path root = folder.root().resolve(name);
            if (Files.isDirectory(root)) {
                Files.walkFileTree(
                        root,
                        new SimpleFileVisitor<>() {
                            @Override
                            public FileVisitResult preVisitDirectory(
                                    Path dir, BasicFileAttributes attributes) {
                                return isUnfinished(dir) && !dir.equals(root)
                                        ? FileVisitResult.SKIP_SUBTREE
                                        : FileVisitResult.CONTINUE;
                            }

                            @Override
                            public FileVisitResult visitFile(
                                    Path file, BasicFileAttributes attributes) throws IOException {
                                if (attributes.isRegularFile() && !isLeftOut(root, file)) {
                                    put(archive, folder.root(), file, digest);
                                    progress.at(digest.files(), 0, "files saved");
                                }
                                return FileVisitResult.CONTINUE;
                            }

                            @Override
                            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                                    throw new UncheckedIOException(gone);
                                }
                                return FileVisitResult.CONTINUE;
                            }
                        });
            }
        }
        return digest;
    }

    private static boolean isLeftOut(Path root, Path file) {
        return isUnfinished(file)
                || root.endsWith("keys")
                        && file.getFileName().toString().startsWith(OF_THE_CLUSTER);
    }

    /** Files on their way have names that begin with a dot, everywhere in a data folder. */
    private static boolean isUnfinished(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static void put(ArchiveWriter archive, Path root, Path file, FilesDigest digest)
            throws IOException {
        String name = root.relativize(file).toString();
        try (var in = new FileInputStream(file.toFile())) {
            long length = in.getChannel().size();
            digest.add(name, length, archive.put(ArchiveWriter.FILES + name, in, length));
        } catch (FileNotFoundException removedMeanwhile) {
            return; // nothing that counts names it any more
        }
    }
}
