package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells processes that join the folder's holder where its PostgreSQL listens: {@code PID PORT}. */
final class ConnectionFile {

    private static final int LONGEST_WAIT_SECONDS = 60;

    private ConnectionFile() {}

    static void write(DataFolder folder, int port) throws IOException {
        PrivateFiles.write(file(folder), "%d %d%n".formatted(folder.holder(), port));
    }

    static void delete(DataFolder folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    /** The port, as soon as the process that holds the folder has told it. */
    static int await(DataFolder folder) throws IOException {
        for (int i = 0; i < LONGEST_WAIT_SECONDS * 10; i++) {
            List<String> told = read(file(folder));
            if (told.size() == 2 && told.getFirst().equals(Long.toString(folder.holder()))) {
                return Integer.parseInt(told.getLast());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new PostgresFailedException(
                "Process %d holds the data folder %s but runs no database in it."
                        .formatted(folder.holder(), folder.root()),
                "If the server is starting, try again in a minute; if it uses --db, give the same --db here.");
    }

    private static List<String> read(Path file) throws IOException {
        return Files.exists(file)
                ? List.of(Files.readString(file).strip().split(" ", -1))
                : List.of();
    }

    private static Path file(DataFolder folder) {
        return folder.postgres().resolve("connection");
    }
}
