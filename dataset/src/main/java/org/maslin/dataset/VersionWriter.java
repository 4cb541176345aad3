package org.maslin.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maslin.core.Sha256;
import org.maslin.core.Split;

/**
 * Writes one version. Rows come in any order and in any number; memory does not grow with them.
 * Nothing is seen of the version until {@link #publish} has put it whole at its place.
 *
 * <pre>{@code
 * try (var writer = VersionWriter.in(versions, Manifest.Kind.LABELS, columns)) {
 *     rows.forEach(writer::add);
 *     Version version = writer.publish(inputs, parameters);
 * }
 * }</pre>
 */
public final class VersionWriter implements Closeable {

    private static final String WRITING = ".writing-";

    private final Path versions;
    private final Path scratch;
    private final Manifest.Kind kind;
    private final List<Column> columns;
    private final RowSorter rows;
    private final SortedMap<Split, Long> counts = new TreeMap<>();

    private VersionWriter(
            Path versions, Path scratch, Manifest.Kind kind, List<Column> columns, RowSorter rows) {
        this.versions = versions;
        this.scratch = scratch;
        this.kind = kind;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Begins a version in this folder of versions, which is made if need be.
     *
     * @throws IllegalArgumentException if two columns have the same name
     */
    public static VersionWriter in(Path versions, Manifest.Kind kind, List<Column> columns)
            throws IOException {
        long names =
                columns.stream()
                        .map(column -> column.name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count();
        if (names != columns.size()) {
            throw new IllegalArgumentException(
                    "Two of the columns (%s) have the same name.".formatted(columns));
        }
        Files.createDirectories(versions);
        Path scratch = Files.createTempDirectory(versions, WRITING);
        try {
            return new VersionWriter(
                    versions, scratch, kind, List.copyOf(columns), new RowSorter(scratch, columns));
        } catch (SQLException e) {
            throw new IOException("The scratch table of a version cannot be made.", e);
        }
    }

    /**
     * Adds a row.
     *
     * @throws org.maslin.core.BadInputException if a cell does not fit its column
     */
    public void add(Row row) throws IOException {
        rows.add(row);
        counts.merge(row.split(), 1L, Long::sum);
    }

    /**
     * Sorts the rows, writes the folder and puts it at its place. If that content is there already,
     * it is left as it is: the same content is the same version.
     *
     * @param inputs what the version was made from: SHA-256 by name
     * @param parameters what it was made with
     * @throws org.maslin.core.BadInputException if two rows have the same key
     */
    public Version publish(Map<String, String> inputs, Map<String, String> parameters)
            throws IOException {
        Path folder = Files.createDirectory(scratch.resolve("version"));
        Path file = folder.resolve(Version.ROWS);
        rows.writeSorted(file);
        var data = new Manifest.DataFile(Version.ROWS, Sha256.hex(file), Files.size(file));
        var version =
                Version.of(
                        new Manifest(
                                kind,
                                columns,
                                counts,
                                List.of(data),
                                new TreeMap<>(inputs),
                                new TreeMap<>(parameters)));
        Path manifest = folder.resolve(Version.MANIFEST);
        Files.writeString(manifest, version.manifest().json());
        force(file);
        force(manifest);
        force(folder);
        place(folder, versions.resolve(version.id()));
        return version;
    }

    private void place(Path folder, Path target) throws IOException {
        try {
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
            force(versions);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            // The same content, published before.
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes what was written on the way. Without {@link #publish} nothing is left. */
    @Override
    public void close() throws IOException {
        rows.close();
        delete(scratch);
    }

    /** Removes what writers that were killed have left in a folder in which nobody writes now. */
    public static void removeLeftovers(Path versions) throws IOException {
        try (var folders = Files.newDirectoryStream(versions, WRITING + "*")) {
            for (Path folder : folders) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
