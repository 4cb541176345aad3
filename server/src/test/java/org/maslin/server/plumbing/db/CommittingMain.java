package org.maslin.server.plumbing.db;

import java.nio.file.Path;

/** A process that holds a data folder and tells each number after the database took it. */
final class CommittingMain {

    private CommittingMain() {}

    public static void main(String[] arguments) throws Exception {
        var folder = DataFolder.open(Path.of(arguments[0]));
        var postgres = EmbeddedPostgres.attachOrStart(folder);
        var databases = postgres.databases();
        try (var owner = databases.owner().getConnection()) {
            Roles.execute(owner, "create table if not exists counted (number bigint primary key)");
        }
        try (var connection = databases.readWrite().getConnection();
                var insert = connection.prepareStatement("insert into counted values (?)")) {
            for (long number = 1; !System.out.checkError(); number++) {
                insert.setLong(1, number);
                insert.executeUpdate();
                System.out.println(number);
            }
        }
    }
}
