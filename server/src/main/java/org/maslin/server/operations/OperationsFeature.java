package org.maslin.server.operations;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Databases;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.records.AuditLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires operations. */
@Configuration(proxyBeanMethods = false)
public class OperationsFeature {

    private static final Duration LONGEST_AUDIT_LAG = Duration.ofSeconds(60);
    private static final long LEAST_DISK_BYTES = 256L << 20;

    @Bean
    OperationsStore operationsStore(JdbcClient jdbc) {
        return new OperationsStore(jdbc);
    }

    @Bean
    Meters meters(
            ObjectProvider<MeterRegistry> registry,
            Events events,
            Databases databases,
            AuditLog audit,
            DataFolder folder) {
        var meters = new Meters(registry.getIfAvailable(SimpleMeterRegistry::new), events);
        pool(meters, databases.readWrite(), "read-write");
        pool(meters, databases.readOnly(), "read-only");
        meters.gauge(
                "maslin.audit.lag.seconds",
                "How long ago every audit entry had its place in the tree.",
                () -> audit.lag().toMillis() / 1000.0);
        meters.gauge(
                "maslin.disk.free.bytes",
                "Room left for the data folder.",
                () -> folder.root().toFile().getUsableSpace());
        return meters;
    }

    private static void pool(Meters meters, HikariDataSource pool, String name) {
        var figures = pool.getHikariPoolMXBean();
        meters.gauge(
                "maslin.pool.connections",
                "Database connections in use.",
                figures::getActiveConnections,
                "pool",
                name,
                "state",
                "active");
        meters.gauge(
                "maslin.pool.connections",
                "Database connections in use.",
                figures::getIdleConnections,
                "pool",
                name,
                "state",
                "idle");
        meters.gauge(
                "maslin.pool.waiting",
                "Threads that wait for a connection.",
                figures::getThreadsAwaitingConnection,
                "pool",
                name);
    }

    @Bean
    BackgroundLoop operationsSampler(
            Transactions transactions,
            OperationsStore store,
            Meters meters,
            InstantSource clock,
            Settings settings) {
        var sampler = new Sampler(transactions, store, meters, clock);
        return new BackgroundLoop("operations-sampler", settings, sampler::turn);
    }

    @Bean
    HealthIndicator databaseHealthIndicator(Transactions transactions, OperationsStore store) {
        return () -> up(transactions.house(store::answers));
    }

    @Bean
    HealthIndicator diskHealthIndicator(DataFolder folder) {
        return () -> up(folder.root().toFile().getUsableSpace() >= LEAST_DISK_BYTES);
    }

    @Bean
    HealthIndicator auditHealthIndicator(AuditLog audit) {
        return () -> up(audit.lag().compareTo(LONGEST_AUDIT_LAG) < 0);
    }

    private static Health up(boolean up) {
        return up ? Health.up().build() : Health.down().build();
    }
}
