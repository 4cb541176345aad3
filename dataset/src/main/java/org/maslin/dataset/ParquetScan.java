package org.maslin.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.maslin.dataset.format.ParquetRows;

/** How {@link ParquetRows} reads: through DuckDB, which makes a JSON object of each row. */
public final class ParquetScan {

    private ParquetScan() {}

    public static void read(Path file, Consumer<List<String>> columns, Consumer<String> rows)
            throws IOException {
        String source = "read_parquet(%s)".formatted(DuckDb.text(file.toString()));
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            columns.accept(names(statement, source));
            try (ResultSet found =
                    statement.executeQuery(
                            "select cast(to_json(one) as varchar) from %s one".formatted(source))) {
                while (found.next()) {
                    rows.accept(found.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new ParquetRows.NoParquetException(
                    "The file %s cannot be read as Parquet.".formatted(file), e);
        }
    }

    private static List<String> names(Statement statement, String source) throws SQLException {
        var names = new ArrayList<String>();
        try (ResultSet described =
                statement.executeQuery("describe select * from %s".formatted(source))) {
            while (described.next()) {
                names.add(described.getString(1));
            }
        }
        return names;
    }
}
