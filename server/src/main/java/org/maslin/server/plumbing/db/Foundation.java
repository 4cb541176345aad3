package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

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
        return open(DataFolder.open(data), url, Databases::migrate);
    }

    /** The same, or beside the process that holds the folder. */
    public static Foundation openOrJoin(Path data, @Nullable String url) throws IOException {
        return open(DataFolder.openOrJoin(data), url, Databases::migrate);
    }

    /**
     * Opens the folder of a server, which may be on another machine, beside it; nothing is claimed
     * and nothing brought up to date.
     *
     * @param url the JDBC URL of their PostgreSQL
     * @throws BadInputException if the folder or the database is not one that this program's server
     *     has made or brought up to date
     */
    public static Foundation join(Path data, String url) throws IOException {
        Foundation joined = open(DataFolder.join(data), url, Databases::migrate);
        try {
            joined.databases().requireMigrated();
            return joined;
        } catch (RuntimeException refused) {
            joined.close();
            throw refused;
        }
    }

    /** Brings the database of a fresh folder to what it shall hold. */
    public interface Filling {
        void fill(Databases databases) throws IOException;
    }

    /** Makes a new folder whose database is filled from elsewhere. */
    public static Foundation make(Path data, @Nullable String url, Filling filling)
            throws IOException {
        return open(DataFolder.open(data), url, filling);
    }

    private static Foundation open(DataFolder folder, @Nullable String url, Filling filling)
            throws IOException {
        EmbeddedPostgres postgres = null;
        Databases databases = null;
        try {
            postgres = url == null ? EmbeddedPostgres.attachOrStart(folder) : null;
            databases =
                    postgres == null
                            ? ExternalPostgres.of(String.valueOf(url), System.getenv())
                                    .databases(folder)
                            : postgres.databases();
            if (folder.isHeldHere()) {
                filling.fill(databases);
            }
            return new Foundation(folder, postgres, databases);
        } catch (IOException | RuntimeException broken) {
            if (databases != null) {
                databases.close();
            }
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
