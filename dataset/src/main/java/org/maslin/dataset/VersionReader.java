package org.maslin.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Sha256;
import org.maslin.core.Split;

/** Reads one version. Holds no file open between calls. */
public final class VersionReader {

    private final Path folder;
    private final Version version;

    private VersionReader(Path folder, Version version) {
        this.folder = folder;
        this.version = version;
    }

    /** Takes rows, one by one; may fail as a file can. */
    @FunctionalInterface
    public interface RowTaker {
        void take(Row row) throws IOException;
    }

    /**
     * A file that is not as the manifest says.
     *
     * @param name the file's name
     * @param sentence what is wrong with it
     */
    public record Damage(String name, String sentence) {}

    /**
     * Opens the version with this folder, whose name is its id.
     *
     * @throws org.maslin.core.BadInputException if the manifest cannot be read
     */
    public static VersionReader open(Path folder) throws IOException {
        Path manifest = folder.resolve(Version.MANIFEST);
        return new VersionReader(
                folder,
                new Version(
                        folder.toAbsolutePath().normalize().getFileName().toString(),
                        ManifestJson.read(manifest.toString(), Files.readString(manifest))));
    }

    public Version version() {
        return version;
    }

    public Manifest manifest() {
        return version.manifest();
    }

    /** The Parquet file as it stands, for those who want to send it. */
    public Path rowsFile() {
        return folder.resolve(Version.ROWS);
    }

    /** Hands out the rows in key order. */
    public void rows(RowQuery query, RowTaker taker) throws IOException {
        try (Connection connection = DuckDb.open();
                PreparedStatement select = connection.prepareStatement(select(query))) {
            int parameter = 1;
            if (query.split() != null) {
                select.setString(parameter++, query.split().toString());
            }
            if (query.after() != null) {
                select.setString(parameter, query.after());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    taker.take(row(rows));
                }
            }
        } catch (SQLException e) {
            throw new IOException(
                    "The rows of version %s cannot be read.".formatted(version.id()), e);
        }
    }

    /** The rows as a list; give the query a limit. */
    public List<Row> page(RowQuery query) throws IOException {
        var page = new ArrayList<Row>();
        rows(query, page::add);
        return page;
    }

    /** Reads every byte and tells the first file that is not as it was published, or null. */
    public @Nullable Damage verify() throws IOException {
        if (!Sha256.hex(folder.resolve(Version.MANIFEST)).equals(version.id())) {
            return new Damage(
                    Version.MANIFEST,
                    "%s was changed: its hash is not the version's id."
                            .formatted(Version.MANIFEST));
        }
        for (Manifest.DataFile file : manifest().files()) {
            Path path = folder.resolve(file.name());
            if (!Files.isRegularFile(path)) {
                return new Damage(file.name(), "%s is missing.".formatted(file.name()));
            }
            if (Files.size(path) != file.bytes()) {
                return new Damage(
                        file.name(),
                        "%s has %d bytes, and had %d when it was published."
                                .formatted(file.name(), Files.size(path), file.bytes()));
            }
            if (!Sha256.hex(path).equals(file.sha256())) {
                return new Damage(
                        file.name(),
                        "%s was changed: it has the length but not the hash of when it was published."
                                .formatted(file.name()));
            }
        }
        return null;
    }

    /** The file is in key order and read by one thread, so only a limit needs the order said. */
    private String select(RowQuery query) {
        var conditions = new ArrayList<String>();
        if (query.split() != null) {
            conditions.add("split = ?");
        }
        if (query.after() != null) {
            conditions.add("key > ?");
        }
        String columns =
                manifest().columns().stream()
                        .map(column -> ", " + DuckDb.name(column.name()))
                        .collect(Collectors.joining());
        return "select key, split%s from read_parquet(%s)%s%s"
                .formatted(
                        columns,
                        DuckDb.text(rowsFile().toString()),
                        conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions),
                        query.limit() == Long.MAX_VALUE ? "" : " limit " + query.limit());
    }

    private Row row(ResultSet rows) throws SQLException {
        List<Column> columns = manifest().columns();
        var cells = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            cells.add(rows.getObject(i + 3));
        }
        return new Row(rows.getString(1), Split.named(rows.getString(2)), cells);
    }
}
