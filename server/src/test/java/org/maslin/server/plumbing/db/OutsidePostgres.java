package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A PostgreSQL as somebody else might run it: with an owner that may make roles, and no more. */
public final class OutsidePostgres implements AutoCloseable {

    private static final String OWNER = "somebody";

    private final DataFolder folder;
    private final EmbeddedPostgres postgres;

    private OutsidePostgres(DataFolder folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    public static OutsidePostgres start(Path path) throws IOException, SQLException {
        DataFolder folder = DataFolder.open(path);
        EmbeddedPostgres postgres = EmbeddedPostgres.attachOrStart(folder);
        var outside = new OutsidePostgres(folder, postgres);
        outside.execute("maslin", "drop owned by maslin_rw");
        outside.execute("maslin", "drop owned by maslin_ro");
        outside.execute("maslin", "drop role maslin_rw");
        outside.execute("maslin", "drop role maslin_ro");
        outside.execute("maslin", "create role somebody login createrole password 'pass'");
        return outside;
    }

    /** Makes an empty database; returns its URL with user and password. */
    public String database(String name) throws IOException, SQLException {
        execute("maslin", "create database %s owner %s".formatted(name, OWNER));
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=pass"
                .formatted(postgres.port(), name, OWNER);
    }

    /** As somebody does who begins anew after a restore that failed. */
    public void forgetRoles() throws IOException, SQLException {
        for (String role : List.of("maslin_rw", "maslin_ro")) {
            execute("half", "drop owned by " + role);
            execute("half", "drop role " + role);
        }
    }

    private void execute(String database, String sql) throws IOException, SQLException {
        var address =
                new Address(
                        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), database));
        String password = Databases.password(folder, "postgres-superuser");
        try (Connection connection = address.unpooled("postgres", password).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        folder.close();
    }
}
