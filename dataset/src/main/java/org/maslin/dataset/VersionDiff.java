package org.maslin.dataset;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How one version differs from another, row by row.
 *
 * @param added keys only the new one has
 * @param removed keys only the old one has
 * @param changed keys of both whose split or a cell differs
 */
public record VersionDiff(long added, long removed, long changed) {

    /** What happened to a row. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** A row that differs. */
    public record Change(String key, Kind kind) {}

    /**
     * Compares two versions and hands out the differences in key order.
     *
     * @throws IllegalArgumentException if their columns differ, for then every row does
     */
    public static VersionDiff between(
            VersionReader old, VersionReader young, Consumer<Change> changes) throws IOException {
        if (!old.manifest().columns().equals(young.manifest().columns())) {
            throw new IllegalArgumentException(
                    "The versions %s and %s have different columns. Compare their manifests instead."
                            .formatted(old.version().id(), young.version().id()));
        }
        var counts = new long[Kind.values().length];
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select(old, young))) {
            while (rows.next()) {
                Kind kind = Kind.valueOf(rows.getString(2).toUpperCase(Locale.ROOT));
                counts[kind.ordinal()]++;
                changes.accept(new Change(rows.getString(1), kind));
            }
        } catch (SQLException e) {
            throw new IOException(
                    "The versions %s and %s cannot be compared."
                            .formatted(old.version().id(), young.version().id()),
                    e);
        }
        return new VersionDiff(
                counts[Kind.ADDED.ordinal()],
                counts[Kind.REMOVED.ordinal()],
                counts[Kind.CHANGED.ordinal()]);
    }

    private static String select(VersionReader old, VersionReader young) {
        String differs =
                old.manifest().columns().stream()
                        .map(column -> DuckDb.name(column.name()))
                        .map(name -> " or o.%s is distinct from n.%s".formatted(name, name))
                        .collect(Collectors.joining());
        return """
        select key, case when o.split is null then 'added' when n.split is null then 'removed' else 'changed' end
        from read_parquet(%s) o full join read_parquet(%s) n using (key)
        where o.split is distinct from n.split%s
        order by key
        """
                .formatted(
                        DuckDb.text(old.rowsFile().toString()),
                        DuckDb.text(young.rowsFile().toString()),
                        differs);
    }
}
