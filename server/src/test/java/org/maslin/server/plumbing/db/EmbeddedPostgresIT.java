package org.maslin.server.plumbing.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.process.Ended;

/** One data folder, whose path has a space, goes through all of it: making a cluster is slow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EmbeddedPostgresIT {

    private final Path temporary;

    EmbeddedPostgresIT(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    private Path path() {
        return temporary.resolve("my data");
    }

    @Test
    @Order(1)
    void kill_ofTheHolder_leavesNoOrphanAndLosesNoCommit() throws Exception {
        Process holder =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/java",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CommittingMain.class.getName(),
                                path().toString())
                        .redirectError(temporary.resolve("holder.log").toFile())
                        .start();
        long told = 0;
        long postmaster;
        try (var numbers = holder.inputReader(StandardCharsets.UTF_8)) {
            while (told < 200) {
                String line = numbers.readLine();
                assertThat(line).as("%s", temporary.resolve("holder.log")).isNotNull();
                told = told(line, told);
            }
            postmaster = postmaster();
            assertThatThrownBy(() -> DataFolder.open(path()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("process " + holder.pid());
            joinsHolder();

            // The handle, unlike the process, leaves the pipe open: what it said is still in there.
            holder.toHandle().destroyForcibly();
            for (String line = numbers.readLine(); line != null; line = numbers.readLine()) {
                told = told(line, told);
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
        var orphan = ProcessHandle.of(postmaster);
        if (orphan.isPresent()) {
            assertThat(Ended.within(orphan.get(), Duration.ofSeconds(2))).isTrue();
        }

        long begin = System.nanoTime();
        try (var folder = DataFolder.open(path());
                var postgres = EmbeddedPostgres.attachOrStart(folder);
                var databases = postgres.databases()) {
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
            // One more than was told may be there: committed, but its line never left.
            assertThat(number(databases.readOnly(), "select count(*) from counted"))
                    .isEqualTo(number(databases.readOnly(), "select max(number) from counted"))
                    .isBetween(told, told + 1);
        }
    }

    private static long told(String line, long before) {
        return line.matches("\\d+") ? Long.parseLong(line) : before;
    }

    private void joinsHolder() throws IOException, SQLException {
        try (var folder = DataFolder.openOrJoin(path());
                var postgres = EmbeddedPostgres.attachOrStart(folder);
                var databases = postgres.databases()) {
            assertThat(folder.isHeldHere()).isFalse();
            assertThat(number(databases.readWrite(), "select count(*) from counted")).isPositive();
        }
    }

    @Test
    @Order(2)
    void start_isDurableAndLocal() throws Exception {
        try (var folder = DataFolder.open(path());
                var postgres = EmbeddedPostgres.attachOrStart(folder);
                var databases = postgres.databases()) {
            DataSource source = databases.readOnly();
            assertThat(text(source, "show fsync")).isEqualTo("on");
            assertThat(text(source, "show full_page_writes")).isEqualTo("on");
            assertThat(text(source, "show synchronous_commit")).isEqualTo("on");
            assertThat(text(source, "show data_checksums")).isEqualTo("on");
            assertThat(text(source, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(text(source, "show password_encryption")).isEqualTo("scram-sha-256");
            assertThat(text(source, "show server_version") + ".0")
                    .isEqualTo(PostgresBinaries.VERSION);
            assertThat(text(source, "select datlocale from pg_database where datname = 'maslin'"))
                    .isEqualTo("C.UTF-8");
            var stranger =
                    new Address("jdbc:postgresql://127.0.0.1:%d/maslin".formatted(postgres.port()));
            assertThatThrownBy(() -> stranger.unpooled("postgres", "postgres").getConnection())
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    @Order(3)
    void roles_areBoundByRowSecurityAndByTheirGrants() throws Exception {
        try (var folder = DataFolder.open(path());
                var postgres = EmbeddedPostgres.attachOrStart(folder);
                var databases = postgres.scratch("roles")) {
            databases.migrate();
            execute(databases.owner(), "create table shelf (tenant int, book text)");
            execute(databases.owner(), "alter table shelf enable row level security");
            execute(
                    databases.owner(),
                    "create policy own on shelf using (tenant = current_setting('app.tenant')::int)");

            execute(
                    databases.readWrite(),
                    "select set_config('app.tenant', '1', false); insert into shelf values (1, 'a')");
            assertThatThrownBy(
                            () ->
                                    execute(
                                            databases.readWrite(),
                                            "select set_config('app.tenant', '1', false); insert into shelf values (2, 'b')"))
                    .hasMessageContaining("row-level security");
            assertThatThrownBy(() -> execute(databases.readWrite(), "create table mine (id int)"))
                    .hasMessageContaining("permission denied");
            try (var connection = databases.readOnly().getConnection()) {
                connection.setReadOnly(false);
                assertThatThrownBy(
                                () ->
                                        Roles.execute(
                                                connection, "insert into shelf values (1, 'c')"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    @Order(4)
    void start_overAnOrphan_endsItFirst() throws Exception {
        Process orphan;
        try (var folder = DataFolder.open(path())) {
            Path home = folder.postgres();
            Path cluster = home.resolve("cluster");
            var command = new ArrayList<>(PostgresUser.forCluster(cluster).prefix());
            command.addAll(
                    List.of(
                            PostgresBinaries.in(home).postgres().toString(),
                            "-D",
                            cluster.toString(),
                            "-cport=" + freePort(),
                            "-cunix_socket_directories="));
            orphan =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(temporary.resolve("orphan.log").toFile())
                            .start();
            while (!Files.exists(cluster.resolve("postmaster.pid"))) {
                Thread.sleep(20);
            }
            try (var postgres = EmbeddedPostgres.attachOrStart(folder)) {
                assertThat(orphan.waitFor(1, TimeUnit.SECONDS)).isTrue();
                assertThat(postgres.port()).isPositive();
            }
        }
    }

    /** The old file said "ready" before the new PostgreSQL had recovered, and the start failed. */
    @Test
    @Order(5)
    void start_overThePidFileOfAKilledRun_waitsForItsOwnPostgres() throws Exception {
        try (var folder = DataFolder.open(path())) {
            Path cluster = folder.postgres().resolve("cluster");
            Path file = cluster.resolve("postmaster.pid");
            List<String> killed;
            try (var postgres = EmbeddedPostgres.attachOrStart(folder)) {
                assertThat(postgres.port()).isPositive();
                killed = Files.readAllLines(file);
            }
            Files.write(file, killed);
            PostgresUser.forCluster(cluster).give(file);
            try (var postgres = EmbeddedPostgres.attachOrStart(folder);
                    var databases = postgres.databases()) {
                assertThat(number(databases.readOnly(), "select 1")).isEqualTo(1);
            }
        }
    }

    @Test
    @Order(6)
    void start_overADamagedCluster_tellsTheLogAndAWayOut() throws Exception {
        try (var folder = DataFolder.open(path())) {
            Path version = folder.postgres().resolve("cluster/PG_VERSION");
            Files.writeString(version, "9\n");
            assertThatThrownBy(() -> EmbeddedPostgres.attachOrStart(folder))
                    .isInstanceOf(PostgresFailedException.class)
                    .hasMessageContaining("PostgreSQL version 9");
            Files.writeString(version, "18\n");
        }
    }

    @Test
    @Order(7)
    void external_withAnOwnerThatMayNotMakeRoles_usesThoseThatAreThere() throws Exception {
        try (var folder = DataFolder.open(path());
                var postgres = EmbeddedPostgres.attachOrStart(folder);
                var scratch = postgres.scratch("outside")) {
            String url = "jdbc:postgresql://localhost:%d/outside".formatted(postgres.port());
            var password =
                    Map.of("MASLIN_DB_PASSWORD", Databases.password(folder, "postgres-owner"));
            try (var databases =
                    ExternalPostgres.of(url + "?user=maslin_owner", password).databases(folder)) {
                assertThat(text(databases.readWrite(), "select current_user"))
                        .isEqualTo("maslin_rw");
            }
            try (var other = DataFolder.open(temporary.resolve("other"))) {
                assertThatThrownBy(
                                () ->
                                        ExternalPostgres.of(url + "?user=maslin_owner", password)
                                                .databases(other))
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining("keys/postgres-rw");
            }
            assertThatThrownBy(() -> ExternalPostgres.of(url, password))
                    .hasMessageContaining("a URL without a user");
        }
    }

    @Test
    @Order(8)
    void kill_ofPostgres_startsItAgainWithAllThatWasCommitted() throws Exception {
        try (var folder = DataFolder.open(path());
                var postgres = EmbeddedPostgres.attachOrStart(folder);
                var databases = postgres.databases()) {
            execute(databases.owner(), "create table kept (number int)");
            execute(databases.owner(), "insert into kept values (8)");
            long killed = postmaster();

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            assertThat(numberOnceThere(databases.owner(), "select number from kept")).isEqualTo(8);
            assertThat(postmaster()).isNotEqualTo(killed);
        }
    }

    private static long numberOnceThere(DataSource source, String sql)
            throws SQLException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return number(source, sql);
            } catch (SQLException notYet) {
                if (i == 600) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }

    private long postmaster() throws IOException {
        Path file = path().resolve("postgres/cluster/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection()) {
            Roles.execute(connection, sql);
        }
    }

    private static String text(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static long number(DataSource source, String sql) throws SQLException {
        return Long.parseLong(text(source, sql));
    }
}
