package org.maslin.dataset;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * How this module opens DuckDB: one thread, so that the same rows give the same bytes; bounded
 * memory that spills into a folder; results streamed; nothing loaded from outside.
 */
final class DuckDb {

    private static final String MEMORY = "256MB";

    private DuckDb() {}

    /** A database in memory, for reading files. */
    static Connection open() throws SQLException {
        return open("jdbc:duckdb:");
    }

    /** A database in a file of this folder, which also takes what does not fit into memory. */
    static Connection openIn(Path scratch) throws SQLException {
        return open("jdbc:duckdb:" + scratch.resolve("scratch.duckdb"));
    }

    private static Connection open(String url) throws SQLException {
        var settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("threads", "1");
        settings.setProperty("memory_limit", MEMORY);
        return DriverManager.getConnection(url, settings);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String name(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
