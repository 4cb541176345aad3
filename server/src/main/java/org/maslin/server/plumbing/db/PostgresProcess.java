package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running PostgreSQL, tied to this JVM.
 *
 * <p>A shell between the two holds a pipe from us. When we write a line, it asks PostgreSQL to shut
 * down; when the pipe ends without one, because this JVM was killed, it does the same and after a
 * second insists, which loses nothing that was committed. The shell has a session of its own, so
 * that Ctrl-C in a terminal reaches us first and we close our connections before it stops.
 */
final class PostgresProcess {

    private static final String WRAPPER =
            """
            exec 3<&0
            "$@" </dev/null &
            P=$!
            (
              if read -r _ <&3; then kill -INT $P
              else kill -INT $P; sleep 1; kill -QUIT $P
              fi
            ) 2>/dev/null &
            wait $P
            exit $?
            """;

    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(10);

    private final Process wrapper;
    private final Path cluster;
    private final Path log;

    private PostgresProcess(Process wrapper, Path cluster, Path log) {
        this.wrapper = wrapper;
        this.cluster = cluster;
        this.log = log;
    }

    /** Starts PostgreSQL on the port of 127.0.0.1 and waits until it takes connections. */
    static PostgresProcess start(
            PostgresBinaries binaries, PostgresUser user, Path cluster, Path log, int port)
            throws IOException {
        var command = new ArrayList<String>();
        if (Shell.run("setsid", "true").succeeded()) {
            command.add("setsid");
        }
        command.addAll(user.prefix());
        command.addAll(List.of("sh", "-c", WRAPPER, "maslin-postgres"));
        command.addAll(List.of(binaries.postgres().toString(), "-D", cluster.toString()));
        settings(port).forEach(setting -> command.addAll(List.of("-c", setting)));
        Process wrapper =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        var started = new PostgresProcess(wrapper, cluster, log);
        started.awaitReady();
        return started;
    }

    /** Whatever else PostgreSQL has by default is durable: fsync, full page writes, commits. */
    private static List<String> settings(int port) {
        return List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on",
                "shared_buffers=128MB",
                "max_connections=60",
                "max_wal_size=2GB",
                "checkpoint_timeout=2min",
                "random_page_cost=1.1",
                "autovacuum_naptime=5s",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix=%m %u@%d ");
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (!isReady()) {
            if (!wrapper.isAlive()) {
                throw failed("PostgreSQL did not start");
            }
            if (System.nanoTime() > end) {
                stop();
                throw failed(
                        "PostgreSQL was not ready within "
                                + LONGEST_RECOVERY.toMinutes()
                                + " minutes");
            }
            pause(20);
        }
    }

    /**
     * Whether the cluster's pid file, in its eighth line, says that connections are taken. The file
     * of a killed PostgreSQL says so too, until ours has replaced it.
     */
    private boolean isReady() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() > 7
                && lines.get(7).strip().equals("ready")
                && wrapper.descendants()
                        .anyMatch(p -> lines.getFirst().strip().equals(Long.toString(p.pid())));
    }

    /** Stops it: running statements are rolled back, everything committed is written out. */
    void stop() {
        try (var pipe = wrapper.outputWriter(StandardCharsets.US_ASCII)) {
            pipe.write("stop\n");
        } catch (IOException alreadyGone) {
            // then there is nothing left to tell it
        }
        try {
            if (!wrapper.waitFor(30, TimeUnit.SECONDS)) {
                wrapper.descendants().forEach(ProcessHandle::destroyForcibly);
                wrapper.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return wrapper.isAlive();
    }

    /**
     * Waits until it has ended, and lets go of it.
     *
     * @return false if the waiting was interrupted
     */
    boolean awaitEnd() {
        try {
            wrapper.waitFor();
            wrapper.outputWriter(StandardCharsets.US_ASCII).close();
            return true;
        } catch (IOException alreadyClosed) {
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private PostgresFailedException failed(String what) throws IOException {
        return new PostgresFailedException(
                "%s. The end of %s:%n%s".formatted(what, log, tail(log)),
                "Mend what the log names and start again; --db JDBC_URL uses another PostgreSQL.");
    }

    private static String tail(Path log) throws IOException {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - 4096));
            var end = java.nio.ByteBuffer.allocate(4096);
            while (end.hasRemaining() && file.read(end) >= 0) {}
            List<String> lines =
                    new String(end.array(), 0, end.position(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        }
    }

    /**
     * Ends a PostgreSQL that a killed run left on the cluster. Only a process whose program lies in
     * our own folder is touched; the pid in the file may by now be anybody's, and then the file is
     * stale and goes.
     *
     * @param folder holds the cluster and the programs, and is locked by this process
     */
    static void reapOrphan(Path cluster, Path folder) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        ProcessHandle process = Files.exists(file) ? process(file) : null;
        if (process == null) {
            return;
        }
        String program = process.info().command().orElse("");
        if (!program.endsWith("/postgres") || !program.startsWith(folder.toRealPath().toString())) {
            Files.delete(file);
            return;
        }
        for (String signal : List.of("-INT", "-QUIT", "-KILL")) {
            Shell.run("kill", signal, Long.toString(process.pid()));
            for (int i = 0; i < 100 && process.isAlive(); i++) {
                pause(50);
            }
        }
    }

    private static @Nullable ProcessHandle process(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        String pid = lines.isEmpty() ? "" : lines.getFirst().strip();
        return pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)).orElse(null) : null;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting for PostgreSQL", interrupted);
        }
    }
}
