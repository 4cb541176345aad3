package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL inside the data folder: the bundled programs, durable, on a free port of 127.0.0.1,
 * behind passwords that only the folder's owner can read. It ends when this process ends, however
 * that happens.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "maslin";
    private static final long LARGEST_LOG = 16L << 20;

    private final DataFolder folder;
    private final int port;
    private final @Nullable PostgresKeeper keeper;

    private EmbeddedPostgres(DataFolder folder, int port, @Nullable PostgresKeeper keeper) {
        this.folder = folder;
        this.port = port;
        this.keeper = keeper;
    }

    /**
     * Starts the folder's PostgreSQL, or connects to the one that the folder's holder runs.
     *
     * @throws PostgresFailedException if it does not start, with the end of its log
     */
    public static EmbeddedPostgres attachOrStart(DataFolder folder) throws IOException {
        return folder.isHeldHere()
                ? start(folder)
                : new EmbeddedPostgres(folder, ConnectionFile.await(folder), null);
    }

    private static EmbeddedPostgres start(DataFolder folder) throws IOException {
        Path home = folder.postgres();
        Path cluster = home.resolve("cluster");
        Path log = folder.logs().resolve("postgres.log");
        PostgresUser user = PostgresUser.forCluster(cluster);
        user.openTheWay(folder.root(), home);
        PostgresBinaries binaries = PostgresBinaries.in(home);
        if (!Files.exists(cluster)) {
            initialise(folder, binaries, user, cluster);
        }
        PostgresProcess.reapOrphan(cluster, home);
        setOldLogAside(log);
        int port = freePort();
        var keeper =
                PostgresKeeper.start(
                        () -> PostgresProcess.start(binaries, user, cluster, log, port), log);
        var postgres = new EmbeddedPostgres(folder, port, keeper);
        try {
            postgres.prepare();
            ConnectionFile.write(folder, port);
            return postgres;
        } catch (SQLException | IOException | RuntimeException broken) {
            keeper.stop();
            throw new PostgresFailedException(
                    "The database in %s started but could not be prepared: %s"
                            .formatted(home, broken.getMessage()),
                    "See %s.".formatted(log));
        }
    }

    /** Makes the cluster beside its place and moves it there when it is whole. */
    private static void initialise(
            DataFolder folder, PostgresBinaries binaries, PostgresUser user, Path cluster)
            throws IOException {
        Path unfinished = cluster.resolveSibling("cluster.new");
        Path password = cluster.resolveSibling("password.new");
        PostgresBinaries.deleteTree(unfinished);
        PrivateFiles.createFolder(unfinished);
        user.give(unfinished);
        try {
            PrivateFiles.write(password, superuserPassword(folder) + "\n");
            user.give(password);
            Shell.Result made = Shell.run(user.command(initdb(binaries, unfinished, password)));
            if (!made.succeeded()) {
                throw new PostgresFailedException(
                        "PostgreSQL could not make its files in %s:%n%s"
                                .formatted(unfinished, end(made.output())),
                        "Mend what it names and start again; --db JDBC_URL uses another PostgreSQL.");
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The last lines; what went wrong stands there. */
    private static String end(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }

    /** The locale is PostgreSQL's own, so that no update of the system can reorder an index. */
    private static List<String> initdb(PostgresBinaries binaries, Path cluster, Path password) {
        return List.of(
                binaries.initdb().toString(),
                "--pgdata=" + cluster,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
    }

    private void prepare() throws SQLException, IOException {
        try (Connection superuser =
                address(SUPERUSER).unpooled(SUPERUSER, superuserPassword(folder)).getConnection()) {
            ensureRole(superuser, Roles.OWNER, ownerPassword());
            for (Role role : Role.values()) {
                ensureRole(superuser, role.roleName(), Databases.password(folder, role));
            }
            ensureDatabase(superuser, DATABASE);
        }
        grant(DATABASE);
    }

    /** Passwords follow the key files, also after a backup brought other ones. */
    private static void ensureRole(Connection superuser, String role, String password)
            throws SQLException {
        if (!Roles.exists(superuser, role)) {
            Roles.create(superuser, role);
        }
        Roles.setPassword(superuser, role, password);
    }

    private static void ensureDatabase(Connection superuser, String name) throws SQLException {
        try (var query =
                superuser.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            try (var found = query.executeQuery()) {
                if (found.next()) {
                    return;
                }
            }
        }
        Roles.execute(superuser, "create database %s owner %s".formatted(name, Roles.OWNER));
        Roles.execute(superuser, "revoke all on database %s from public".formatted(name));
        Roles.execute(
                superuser, "grant connect on database %s to maslin_rw, maslin_ro".formatted(name));
    }

    private void grant(String database) throws SQLException, IOException {
        try (Connection owner = owner(database).getConnection()) {
            Roles.grant(owner);
        }
    }

    /** Opens the pools on Maslin's database. */
    public Databases databases() throws IOException {
        return Databases.at(address(DATABASE), owner(DATABASE), folder);
    }

    /** Makes an empty database beside Maslin's, for a test, and opens it. */
    Databases scratch(String name) throws IOException, SQLException {
        try (Connection superuser =
                address(SUPERUSER).unpooled(SUPERUSER, superuserPassword(folder)).getConnection()) {
            Roles.execute(superuser, "drop database if exists %s with (force)".formatted(name));
            ensureDatabase(superuser, name);
        }
        grant(name);
        return Databases.at(address(name), owner(name), folder);
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    private DataSource owner(String database) throws IOException {
        return address(database).unpooled(Roles.OWNER, ownerPassword());
    }

    private Address address(String database) {
        return new Address(
                "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable"
                        .formatted(port, database));
    }

    private String ownerPassword() throws IOException {
        return Databases.password(folder, "postgres-owner");
    }

    private static String superuserPassword(DataFolder folder) throws IOException {
        return Databases.password(folder, "postgres-superuser");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void setOldLogAside(Path log) throws IOException {
        if (!Files.exists(log)) {
            PrivateFiles.writeOnce(log, "");
        } else if (Files.size(log) > LARGEST_LOG) {
            Files.move(
                    log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.writeOnce(log, "");
        }
    }

    /** Stops PostgreSQL if this process started it. */
    @Override
    public void close() throws IOException {
        if (keeper != null) {
            ConnectionFile.delete(folder);
            keeper.stop();
        }
    }
}
