package org.maslin.server.backup;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.core.Sha256;
import org.maslin.server.Application;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Databases;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.records.AuditLog;
import org.maslin.server.records.AuditVerification;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a data folder from a backup. It grows beside its place and is moved there when every hash,
 * count and the audit tree are right; until then nothing is at that place.
 */
public final class Restore {

    private final Path growing;
    private final @Nullable String url;
    private final Progress progress;
    private final JsonMapper json = Json.mapper();

    private Restore(Path growing, @Nullable String url, Progress progress) {
        this.growing = growing;
        this.url = url;
        this.progress = progress;
    }

    /**
     * Restores into a folder that is empty or not there.
     *
     * @param passphraseFile for a sealed backup: has the passphrase in its first line
     * @param url an empty PostgreSQL that somebody else runs; null for the bundled one
     * @throws BadInputException if the folder is not empty, or the backup not whole
     */
    public static BackupSummary read(
            Path file,
            Path data,
            @Nullable Path passphraseFile,
            @Nullable String url,
            Progress progress)
            throws IOException {
        Path target = data.toAbsolutePath().normalize();
        requireEmpty(target);
        Passphrase passphrase = passphraseFile == null ? null : Passphrase.in(passphraseFile);
        Path growing = target.resolveSibling("." + target.getFileName() + ".restoring");
        clear(growing);
        try (InputStream in = Files.newInputStream(file);
                InputStream opened = Passphrase.open(in, passphrase)) {
            BackupSummary summary = new Restore(growing, url, progress).read(opened);
            Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } catch (EOFException | ZipException broken) {
            throw cut();
        } finally {
            delete(growing);
        }
    }

    private static void requireEmpty(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (Files.isDirectory(target)) {
            try (var entries = Files.list(target)) {
                if (entries.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new BadInputException(
                "--data " + target,
                "something there already",
                "an empty folder or none",
                "Restore beside it, and change over when you are content.");
    }

    /** Removes what a restore that was killed has left, unless one is at it now. */
    private static void clear(Path growing) throws IOException {
        if (Files.exists(growing)) {
            DataFolder.open(growing).close();
            delete(growing);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private BackupSummary read(InputStream in) throws IOException {
        var closings = new Closing[1];
        Foundation foundation =
                Foundation.make(
                        growing,
                        url,
                        databases -> {
                            FillingStore.requireEmpty(databases);
                            closings[0] = fill(databases, in);
                            databases.migrate();
                        });
        progress.at(0, 0, "verifying the audit log");
        try (var context = Application.start(foundation, Settings.tool())) {
            AuditVerification verification = context.getBean(AuditLog.class).verify();
            if (!verification.verified()) {
                throw ArchiveReader.broken(
                        "an audit log that does not hold (%s)".formatted(verification.finding()));
            }
        }
        return BackupSummary.of(closings[0]);
    }

    private Closing fill(Databases databases, InputStream in) throws IOException {
        try (var archive = new ArchiveReader(in)) {
            try {
                return fill(databases, archive);
            } catch (IOException failed) {
                if (archive.isBroken()) {
                    throw cut();
                }
                throw failed;
            }
        }
    }

    private static RuntimeException cut() {
        return ArchiveReader.broken("one that is cut short or changed");
    }

    private Closing fill(Databases databases, ArchiveReader archive) throws IOException {
        Opening opening = parse(archive.take(ArchiveWriter.OPENING), Opening.class);
        if (opening.format() != Opening.FORMAT) {
            throw new BadInputException(
                    "backup",
                    "format " + opening.format(),
                    "format " + Opening.FORMAT,
                    "Restore with the Maslin that wrote it.");
        }
        databases.migrateTo(opening.schema());
        var tables = new TreeMap<String, Closing.Content>();
        opening.tables()
                .forEach(
                        table ->
                                tables.put(
                                        table.name(),
                                        new Closing.Content(0, Sha256.hex(new byte[0]))));
        var files = new FilesDigest();
        try (FillingStore store = FillingStore.begin(databases, opening.tables())) {
            long rows = 0;
            while (!ArchiveWriter.CLOSING.equals(archive.name())) {
                String name = archive.name();
                if (name == null) {
                    throw ArchiveReader.broken("no end");
                }
                if (name.startsWith(ArchiveWriter.TABLES)) {
                    String table =
                            name.substring(ArchiveWriter.TABLES.length()).replaceFirst("/.*", "");
                    Closing.Content content = table(store, archive, table);
                    tables.put(table, content);
                    rows += content.rows();
                    progress.at(rows, 0, "rows restored");
                } else if (name.startsWith(ArchiveWriter.FILES)) {
                    file(archive, name.substring(ArchiveWriter.FILES.length()), files);
                    progress.at(files.files(), 0, "files restored");
                } else {
                    throw ArchiveReader.broken("the entry " + name);
                }
            }
            Closing closing = parse(archive.take(ArchiveWriter.CLOSING), Closing.class);
            compare(closing, tables, files);
            store.commit(closing.sequences());
            return closing;
        }
    }

    private static Closing.Content table(FillingStore store, ArchiveReader archive, String table)
            throws IOException {
        MessageDigest digest = Sha256.start();
        var rows = new DigestInputStream(archive.parts(ArchiveWriter.TABLES + table), digest);
        long copied = store.copy(table, rows);
        return new Closing.Content(copied, HexFormat.of().formatHex(digest.digest()));
    }

    /** Writes a file to its place, which is below one of the known folders and nowhere else. */
    private void file(ArchiveReader archive, String name, FilesDigest files) throws IOException {
        Path path = growing.resolve(name).normalize();
        boolean known =
                Backup.FOLDERS.stream()
                        .map(growing::resolve)
                        .anyMatch(folder -> path.startsWith(folder) && !path.equals(folder));
        if (!known || Files.exists(path)) {
            throw ArchiveReader.broken("a file at " + name);
        }
        Files.createDirectories(path.getParent());
        Files.createFile(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        MessageDigest digest = Sha256.start();
        var buffer = new byte[1 << 16];
        long length = 0;
        try (var out = new BufferedOutputStream(Files.newOutputStream(path))) {
            for (int read = archive.read(buffer, 0, buffer.length);
                    read >= 0;
                    read = archive.read(buffer, 0, buffer.length)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                length += read;
            }
        }
        files.add(name, length, HexFormat.of().formatHex(digest.digest()));
        archive.next();
    }

    private static void compare(
            Closing closing, TreeMap<String, Closing.Content> tables, FilesDigest files) {
        tables.forEach(
                (name, found) -> {
                    if (!found.equals(closing.tables().get(name))) {
                        throw ArchiveReader.broken("other rows in the table " + name);
                    }
                });
        if (!tables.keySet().equals(closing.tables().keySet())) {
            throw ArchiveReader.broken("other tables");
        }
        if (files.files() != closing.files()
                || files.bytes() != closing.fileBytes()
                || !files.hex().equals(closing.filesDigest())) {
            throw ArchiveReader.broken("other files");
        }
    }

    private <T> T parse(byte[] bytes, Class<T> type) {
        try {
            return json.readValue(bytes, type);
        } catch (JacksonException e) {
            throw ArchiveReader.broken("a part that cannot be read");
        }
    }
}
