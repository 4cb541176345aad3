package org.maslin.server.plumbing.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** The SQL that makes roles and tells what they may do. Running it again changes nothing. */
final class Roles {

    static final String OWNER = "maslin_owner";

    private Roles() {}

    static boolean exists(Connection connection, String role) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Makes a role that may sign in and nothing else. */
    static void create(Connection connection, String role) throws SQLException {
        execute(connection, "create role %s login".formatted(role));
    }

    /** Sets a password; only its SCRAM verifier leaves this process. */
    static void setPassword(Connection connection, String role, String password)
            throws SQLException {
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    /** Whether row-level security does not hold the role. */
    static boolean escapesRowSecurity(Connection connection, String role) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select 1 from pg_roles where rolname = ? and (rolsuper or rolbypassrls)")) {
            query.setString(1, role);
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Opens the schema to the two roles, with every table the owner will ever make in it. */
    static void grant(Connection owner) throws SQLException {
        execute(
                owner,
                """
                grant usage on schema public to maslin_rw, maslin_ro;
                alter default privileges in schema public
                    grant select, insert, update, delete on tables to maslin_rw;
                alter default privileges in schema public
                    grant usage, select on sequences to maslin_rw;
                alter default privileges in schema public
                    grant select on tables to maslin_ro;
                """);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
