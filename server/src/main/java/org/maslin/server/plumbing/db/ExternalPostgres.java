package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.maslin.core.BadInputException;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A PostgreSQL that somebody else runs. The user of its URL owns the tables; the two roles of the
 * server are made if that user may make roles, and expected otherwise.
 */
public final class ExternalPostgres {

    private static final int OLDEST_VERSION = 15;
    private static final String PASSWORD_VARIABLE = "MASLIN_DB_PASSWORD";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Address address;
    private final DataSource owner;
    private final String place;

    private ExternalPostgres(Address address, DataSource owner, String place) {
        this.address = address;
        this.owner = owner;
        this.place = place;
    }

    /**
     * @param url {@code jdbc:postgresql://HOST[:PORT]/DATABASE?user=OWNER[&password=…][&sslmode=…]}
     * @param environment its {@code MASLIN_DB_PASSWORD} is the password if the URL has none
     */
    public static ExternalPostgres of(String url, Map<String, String> environment) {
        Properties parsed = url.startsWith("jdbc:postgresql:") ? Driver.parseURL(url, null) : null;
        if (parsed == null) {
            throw new BadInputException(
                    "--db",
                    "'%s'".formatted(url.replaceAll("password=[^&]*", "password=…")),
                    "a JDBC URL of PostgreSQL",
                    "Such as jdbc:postgresql://HOST:5432/maslin?user=OWNER&sslmode=verify-full");
        }
        String user = PGProperty.USER.getOrDefault(parsed);
        if (user == null) {
            throw new BadInputException(
                    "--db",
                    "a URL without a user",
                    "the user that owns the tables",
                    "Add ?user=OWNER to the URL; its password may stand in "
                            + PASSWORD_VARIABLE
                            + ".");
        }
        String password = PGProperty.PASSWORD.getOrDefault(parsed);
        if (password == null) {
            password = environment.getOrDefault(PASSWORD_VARIABLE, "");
        }
        var address = new Address(url);
        String place =
                "database %s on %s"
                        .formatted(
                                PGProperty.PG_DBNAME.getOrDefault(parsed),
                                PGProperty.PG_HOST.getOrDefault(parsed));
        return new ExternalPostgres(address, address.unpooled(user, password), place);
    }

    /**
     * Prepares the roles and opens the pools.
     *
     * @param folder keeps the passwords of the two roles
     * @throws BadInputException if the server is too old or a role is missing or too mighty
     * @throws PostgresFailedException if it cannot be reached
     */
    public Databases databases(DataFolder folder) throws IOException {
        try (Connection connection = owner.getConnection()) {
            refuseOld(connection);
            for (Role role : Role.values()) {
                ensure(connection, role, Databases.password(folder, role));
            }
            Roles.grant(connection);
        } catch (SQLException unreachable) {
            throw new PostgresFailedException(
                    "The %s cannot be used: %s".formatted(place, unreachable.getMessage()),
                    "Check the URL, the user and its password, and that the server is up.");
        }
        return Databases.at(address, owner, folder);
    }

    private void refuseOld(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new BadInputException(
                    place,
                    "PostgreSQL " + version,
                    "PostgreSQL %d or newer".formatted(OLDEST_VERSION),
                    "Upgrade it, or leave out --db to use the bundled one.");
        }
    }

    private void ensure(Connection connection, Role role, String password) throws SQLException {
        if (!Roles.exists(connection, role.roleName())) {
            create(connection, role, password);
        }
        if (Roles.escapesRowSecurity(connection, role.roleName())) {
            throw new BadInputException(
                    place,
                    "a role %s that row-level security does not hold".formatted(role.roleName()),
                    "one without SUPERUSER and BYPASSRLS",
                    "alter role %s nosuperuser nobypassrls".formatted(role.roleName()));
        }
        try (var trial = address.unpooled(role.roleName(), password).getConnection()) {
            trial.isValid(5);
        } catch (SQLException refused) {
            throw new BadInputException(
                    place,
                    "that %s cannot sign in (%s)".formatted(role.roleName(), refused.getMessage()),
                    "the password in the data folder's keys/" + role.secret(),
                    "Copy that file from the installation that made the role, or set the role's password to its content."
                            + " A role that no installation uses any more may be dropped.");
        }
    }

    private void create(Connection connection, Role role, String password) throws SQLException {
        try {
            Roles.create(connection, role.roleName());
            Roles.setPassword(connection, role.roleName(), password);
        } catch (SQLException refused) {
            if (!INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) {
                throw refused;
            }
            throw new BadInputException(
                    place,
                    "no role " + role.roleName(),
                    "the role, or an owner that may make it",
                    "As an administrator: create role %s login password '…', with the content of the data folder's keys/%s; or: alter role OWNER createrole."
                            .formatted(role.roleName(), role.secret()));
        }
    }
}
