package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open data folder with its database: what a process needs before anything else can be. */
public final class Foundation implements AutoCloseable {

    private final DataFolder folder;
    private final @Nullable EmbeddedPostgres postgres;
    private final Databases databases;

    private Foundation(
            DataFolder folder, @Nullable EmbeddedPostgres postgres, Databases databases) {
        this.folder = folder;
        this.postgres = postgres;
        this.databases = databases;
    }

    /**
     * Opens a data folder for this process alone and brings its database up to date.
     *
     * @param url the JDBC URL of a PostgreSQL that somebody else runs; null for the bundled one
     */
    public static Foundation open(Path data, @Nullable String url) throws IOException {
        return open(DataFolder.open(data), url);
    }

    /** The same, or beside the process that holds the folder. */
    public static Foundation openOrJoin(Path data, @Nullable String url) throws IOException {
        return open(DataFolder.openOrJoin(data), url);
    }

    private static Foundation open(DataFolder folder, @Nullable String url) throws IOException {
        EmbeddedPostgres postgres = null;
        try {
            postgres = url == null ? EmbeddedPostgres.attachOrStart(folder) : null;
            Databases databases =
                    postgres == null
                            ? ExternalPostgres.of(String.valueOf(url), System.getenv())
                                    .databases(folder)
                            : postgres.databases();
            if (folder.isHeldHere()) {
                databases.migrate();
            }
            return new Foundation(folder, postgres, databases);
        } catch (IOException | RuntimeException broken) {
            if (postgres != null) {
                postgres.close();
            }
            folder.close();
            throw broken;
        }
    }

    public DataFolder folder() {
        return folder;
    }

    public Databases databases() {
        return databases;
    }

    @Override
    public void close() throws IOException {
        databases.close();
        if (postgres != null) {
            postgres.close();
        }
        folder.close();
    }
}
