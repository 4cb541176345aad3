package org.maslin.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** Rows on their way into a version: takes them in any order, writes them in key order. */
final class RowSorter implements Closeable {

    /** Small enough that a page of rows reads little, large enough to compress. */
    private static final int ROW_GROUP = 20_480;

    private final Connection connection;
    private final List<Column> columns;
    private @Nullable DuckDBAppender appender;

    RowSorter(Path scratch, List<Column> columns) throws SQLException {
        this.columns = List.copyOf(columns);
        this.connection = DuckDb.openIn(scratch);
        String cells =
                columns.stream()
                        .map(column -> ", " + DuckDb.name(column.name()) + " " + column.type().sql)
                        .collect(Collectors.joining());
        DuckDb.execute(connection, "create table rows (key varchar, split varchar" + cells + ")");
        this.appender = ((DuckDBConnection) connection).createAppender("main", "rows");
    }

    void add(Row row) throws IOException {
        DuckDBAppender open = appender;
        if (open == null) {
            throw new IllegalStateException("The version is published; rows come before.");
        }
        List<@Nullable Object> cells = checked(row);
        try {
            open.beginRow();
            open.append(row.key());
            open.append(row.split().toString());
            for (Object cell : cells) {
                append(open, cell);
            }
            open.endRow();
        } catch (SQLException e) {
            throw new IOException("The row (%s) cannot be written.".formatted(row.key()), e);
        }
    }

    void writeSorted(Path file) throws IOException {
        try {
            closeAppender();
            refuseDoubledKey();
            DuckDb.execute(
                    connection,
                    "copy (select * from rows order by key) to %s (format parquet, compression zstd, row_group_size %d)"
                            .formatted(DuckDb.text(file.toString()), ROW_GROUP));
        } catch (SQLException e) {
            throw new IOException("The rows cannot be written to %s.".formatted(file), e);
        }
    }

    private List<@Nullable Object> checked(Row row) {
        if (row.cells().size() != columns.size()) {
            throw new BadInputException(
                    "row " + row.key(),
                    row.cells().size() + " cells",
                    columns.size() + " (one for each column)",
                    "Give null for a cell without a value.");
        }
        var cells = new ArrayList<@Nullable Object>(row.cells());
        for (int i = 0; i < cells.size(); i++) {
            Object cell = cells.get(i);
            Column column = columns.get(i);
            String place = "row %s, column %s".formatted(row.key(), column.name());
            if (!column.type().takes(cell)) {
                throw new BadInputException(
                        place,
                        String.valueOf(cell),
                        "a value of the type " + column.type(),
                        "Change the value or the column's type.");
            }
            if (column.type() == Column.Type.JSON && cell instanceof String text) {
                cells.set(i, JsonText.compact(place, text));
            }
        }
        return cells;
    }

    private static void append(DuckDBAppender appender, @Nullable Object cell) throws SQLException {
        switch (cell) {
            case null -> appender.appendNull();
            case String text -> appender.append(text);
            case Double number -> appender.append(number.doubleValue());
            case Long number -> appender.append(number.longValue());
            case Boolean truth -> appender.append(truth.booleanValue());
            default -> throw new IllegalStateException("Cells are checked before.");
        }
    }

    private void refuseDoubledKey() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet doubled =
                        statement.executeQuery(
                                "select min(key) from (select key from rows group by key having count(*) > 1)")) {
            if (doubled.next() && doubled.getString(1) != null) {
                throw new BadInputException(
                        "row " + doubled.getString(1),
                        "the key more than once",
                        "a key of its own for every row",
                        "Keep the row that counts, or give the others keys of their own.");
            }
        }
    }

    private void closeAppender() throws SQLException {
        DuckDBAppender open = appender;
        if (open != null) {
            appender = null;
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closeAppender();
            connection.close();
        } catch (SQLException e) {
            throw new IOException("The scratch table of a version cannot be closed.", e);
        }
    }
}
