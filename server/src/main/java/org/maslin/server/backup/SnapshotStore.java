package org.maslin.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maslin.server.plumbing.db.Databases;
import org.postgresql.PGConnection;

/**
 * All tables as they are at one moment: a read-only transaction at repeatable read, by their owner,
 * whom row-level security does not stop. Whoever writes meanwhile is neither seen nor stopped.
 */
final class SnapshotStore implements AutoCloseable {

    /** The newest signed state of the audit tree. */
    record AuditHead(long size, String note) {}

    private final Connection connection;

    private SnapshotStore(Connection connection) {
        this.connection = connection;
    }

    static SnapshotStore open(Databases databases) throws IOException {
        try {
            Connection connection = databases.owner().getConnection();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return new SnapshotStore(connection);
        } catch (SQLException e) {
            throw new IOException("The database cannot be read.", e);
        }
    }

    String schema() throws IOException {
        return one(
                "select version from flyway_schema_history where success and version is not null order by installed_rank desc limit 1");
    }

    /** The tables, each behind those that it refers to. */
    List<Table> tables() throws IOException {
        return tables(connection);
    }

    /**
     * The same on any connection. A transaction's number means nothing elsewhere, so columns that
     * take it by default are left out, and take that of the restore.
     */
    static List<Table> tables(Connection connection) throws IOException {
        var columns = new LinkedHashMap<String, List<String>>();
        query(
                connection,
                """
                select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                    and c.relname <> 'flyway_schema_history' and a.attnum > 0 and not a.attisdropped
                    and a.attgenerated = '' and not (a.atttypid = 'xid8'::regtype and a.atthasdef)
                order by c.relname, a.attnum
                """,
                (table, column) ->
                        columns.computeIfAbsent(table, t -> new ArrayList<>()).add(column));
        var needs = new LinkedHashMap<String, Set<String>>();
        columns.keySet().forEach(table -> needs.put(table, new LinkedHashSet<>()));
        query(
                connection,
                """
                select c.relname, r.relname from pg_constraint k join pg_class c on c.oid = k.conrelid
                    join pg_class r on r.oid = k.confrelid
                where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.oid <> r.oid
                order by c.relname, r.relname
                """,
                (table, needed) -> {
                    if (needs.containsKey(table)) {
                        needs.get(table).add(needed);
                    }
                });
        var ordered = new LinkedHashSet<String>();
        needs.keySet().forEach(table -> put(table, needs, ordered, new LinkedHashSet<>()));
        return ordered.stream()
                .map(table -> new Table(table, columns.getOrDefault(table, List.of())))
                .toList();
    }

    private static void put(
            String table, Map<String, Set<String>> needs, Set<String> ordered, Set<String> above) {
        if (ordered.contains(table) || !needs.containsKey(table) || !above.add(table)) {
            return;
        }
        needs.get(table).forEach(needed -> put(needed, needs, ordered, above));
        ordered.add(table);
    }

    /** Copies a table's rows out; returns how many. */
    long copy(Table table, OutputStream out) throws IOException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select %s from %s) to stdout"
                                    .formatted(names(table), name(table.name())),
                            out);
        } catch (SQLException e) {
            throw new IOException("The table %s cannot be read.".formatted(table.name()), e);
        }
    }

    long estimatedRows() throws IOException {
        return Long.parseLong(
                one(
                        "select coalesce(sum(greatest(reltuples, 0))::bigint, 0) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"));
    }

    SortedMap<String, Long> sequences() throws IOException {
        var sequences = new TreeMap<String, Long>();
        query(
                connection,
                "select sequencename, last_value::text from pg_sequences where schemaname = 'public' and last_value is not null",
                (name, value) -> sequences.put(name, Long.valueOf(value)));
        return sequences;
    }

    AuditHead auditHead() throws IOException {
        var heads = new ArrayList<AuditHead>();
        query(
                connection,
                "select size::text, note from audit_checkpoints order by size desc limit 1",
                (size, note) -> heads.add(new AuditHead(Long.parseLong(size), note)));
        return heads.isEmpty() ? new AuditHead(0, "") : heads.getFirst();
    }

    static String names(Table table) {
        return table.columns().stream().map(SnapshotStore::name).collect(Collectors.joining(", "));
    }

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private interface Pair {
        void take(String first, String second);
    }

    private static void query(Connection connection, String sql, Pair rows) throws IOException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.take(result.getString(1), result.getString(2));
            }
        } catch (SQLException e) {
            throw new IOException("The database cannot be read: " + e.getMessage(), e);
        }
    }

    private String one(String sql) throws IOException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        } catch (SQLException e) {
            throw new IOException("The database cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
