package org.maslin.server.plumbing.db;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.maslin.core.BadInputException;

/**
 * The three ways into the database.
 *
 * @param owner owns the tables; for migrations and rare upkeep, not pooled
 * @param readWrite what the server works with
 * @param readOnly for listings and reports; PostgreSQL grants it no writes
 */
public record Databases(DataSource owner, HikariDataSource readWrite, HikariDataSource readOnly)
        implements AutoCloseable {

    static Databases at(Address address, DataSource owner, DataFolder folder) throws IOException {
        return new Databases(
                owner,
                address.pool(Role.READ_WRITE, password(folder, Role.READ_WRITE)),
                address.pool(Role.READ_ONLY, password(folder, Role.READ_ONLY)));
    }

    static String password(DataFolder folder, Role role) throws IOException {
        return password(folder, role.secret());
    }

    static String password(DataFolder folder, String secret) throws IOException {
        return HexFormat.of().formatHex(folder.secret(secret, 24));
    }

    /** Brings the tables up to this program's version, as their owner. */
    public void migrate() {
        Flyway.configure().dataSource(owner).locations("classpath:db/migration").load().migrate();
    }

    /**
     * Refuses tables that are not of this program's version.
     *
     * @throws BadInputException if they are older or newer, or not there
     */
    public void requireMigrated() {
        var info =
                Flyway.configure()
                        .dataSource(owner)
                        .locations("classpath:db/migration")
                        .load()
                        .info();
        MigrationInfo now = info.current();
        if (now == null || info.pending().length > 0 || !now.getState().isResolved()) {
            throw new BadInputException(
                    "tables",
                    now == null ? "none" : "version " + now.getVersion(),
                    "those of this program's version",
                    "Start a server of this version first: it makes them, or brings them up to date.");
        }
    }

    /**
     * Makes the tables of an empty database as they were at a version.
     *
     * @throws BadInputException if this program does not know that version
     */
    public void migrateTo(String version) {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(owner)
                        .locations("classpath:db/migration")
                        .target(version)
                        .load();
        boolean known =
                Arrays.stream(flyway.info().all())
                        .anyMatch(info -> version.equals(String.valueOf(info.getVersion())));
        if (!known) {
            throw new BadInputException(
                    "tables",
                    "version " + version,
                    "a version that this Maslin knows",
                    "Use the newer Maslin that wrote them.");
        }
        flyway.migrate();
    }

    @Override
    public void close() {
        readOnly.close();
        readWrite.close();
    }
}
