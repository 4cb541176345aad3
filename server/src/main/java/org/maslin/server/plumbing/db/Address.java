package org.maslin.server.plumbing.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database to connect to.
 *
 * @param url its JDBC address; a user and password in it are overridden
 */
record Address(String url) {

    /** Opens a connection each time it is asked. */
    DataSource unpooled(String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("maslin");
        source.setReWriteBatchedInserts(true);
        return source;
    }

    HikariDataSource pool(Role role, String password) {
        var config = new HikariConfig();
        config.setPoolName(role.roleName());
        config.setDataSource(unpooled(role.roleName(), password));
        config.setMaximumPoolSize(role.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setReadOnly(role == Role.READ_ONLY);
        return new HikariDataSource(config);
    }
}
