package org.maslin.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.db.Databases;
import org.postgresql.PGConnection;

/** Fills the tables of an empty database in one transaction, by their owner. */
final class FillingStore implements AutoCloseable {

    private final Connection connection;
    private final List<Table> tables;

    private FillingStore(Connection connection, List<Table> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** Refuses a database that has tables already. */
    static void requireEmpty(Databases databases) throws IOException {
        try (Connection connection = databases.owner().getConnection()) {
            List<Table> there = SnapshotStore.tables(connection);
            if (!there.isEmpty()) {
                throw new BadInputException(
                        "database",
                        "the table " + there.getFirst().name(),
                        "an empty database",
                        "Make a new database and give its URL.");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /**
     * Begins to fill tables that were just made; what triggers would add is in the archive already.
     *
     * @throws BadInputException if the archive's tables are others
     */
    static FillingStore begin(Databases databases, List<Table> wanted) throws IOException {
        try {
            Connection connection = databases.owner().getConnection();
            connection.setAutoCommit(false);
            List<Table> tables = SnapshotStore.tables(connection);
            if (!List.copyOf(wanted).equals(tables)) {
                connection.close();
                throw new BadInputException(
                        "backup",
                        "tables that differ from this version's",
                        "the tables of its version",
                        "Restore with the Maslin that wrote it.");
            }
            var filling = new FillingStore(connection, tables);
            filling.execute(
                    "truncate "
                            + tables.stream()
                                    .map(table -> SnapshotStore.name(table.name()))
                                    .collect(Collectors.joining(", ")));
            filling.triggers("disable");
            return filling;
        } catch (SQLException e) {
            throw new IOException("The tables cannot be filled: " + e.getMessage(), e);
        }
    }

    long copy(String name, InputStream rows) throws IOException {
        Table table =
                tables.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> ArchiveReader.broken("the unknown table " + name));
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy %s (%s) from stdin"
                                    .formatted(
                                            SnapshotStore.name(name), SnapshotStore.names(table)),
                            rows);
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().matches("2[23].*")) {
                throw ArchiveReader.broken(
                        "rows of the table %s that are none (%s)".formatted(name, e.getMessage()));
            }
            throw new IOException(
                    "The table %s cannot be filled: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** Sets what rows alone do not, and makes all of it last. */
    void commit(Map<String, Long> sequences) throws IOException {
        try {
            try (var set = connection.prepareStatement("select setval(cast(? as regclass), ?)")) {
                for (var sequence : sequences.entrySet()) {
                    set.setString(1, SnapshotStore.name(sequence.getKey()));
                    set.setLong(2, sequence.getValue());
                    set.execute();
                }
            }
            // The transactions that had settled there are none of this database; this one is.
            execute("update audit_checkpoints set settled = pg_current_xact_id()");
            triggers("enable");
            connection.commit();
            connection.setAutoCommit(true);
            execute("analyze");
        } catch (SQLException e) {
            throw new IOException("The tables cannot be filled: " + e.getMessage(), e);
        }
    }

    private void triggers(String verb) throws SQLException {
        for (Table table : tables) {
            execute(
                    "alter table %s %s trigger user"
                            .formatted(SnapshotStore.name(table.name()), verb));
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
