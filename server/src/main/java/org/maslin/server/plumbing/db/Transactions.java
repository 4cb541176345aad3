package org.maslin.server.plumbing.db;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to the database: a transaction that is tied to one organisation, which row-level
 * security then enforces. Read-only ones run as the role that can only read.
 */
public final class Transactions {

    private static final String ORGANISATION = Transactions.class.getName() + ".organisation";

    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final JdbcClient jdbc;

    public Transactions(PlatformTransactionManager manager, JdbcClient jdbc) {
        this.writing = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
        this.jdbc = jdbc;
    }

    /** Runs work that may write; all of it is stored, or none. Joins a running transaction. */
    public <T> T write(UUID organisation, Supplier<T> work) {
        return in(writing, organisation, work);
    }

    public void write(UUID organisation, Runnable work) {
        in(writing, organisation, asSupplier(work));
    }

    /** Runs work that only reads. Joins a running transaction. */
    public <T extends @Nullable Object> T read(UUID organisation, Supplier<T> work) {
        return in(reading, organisation, work);
    }

    /** Whether this thread is in a transaction. */
    public boolean isRunning() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /**
     * Runs one statement that is a transaction by itself and enters its organisations itself: it
     * goes to the database and back once. There must be no running transaction.
     */
    public <T extends @Nullable Object> T alone(Supplier<T> statement) {
        if (isRunning()) {
            throw new IllegalStateException("A statement cannot stand alone in a transaction.");
        }
        return statement.get();
    }

    /** Runs work on tables that belong to no organisation. */
    public <T extends @Nullable Object> T house(Supplier<T> work) {
        return writing.execute(status -> work.get());
    }

    private <T extends @Nullable Object> T in(
            TransactionTemplate template, UUID organisation, Supplier<T> work) {
        Object running = TransactionSynchronizationManager.getResource(ORGANISATION);
        if (running != null) {
            if (!running.equals(organisation)) {
                throw new IllegalStateException(
                        "A transaction of organisation %s cannot turn to %s."
                                .formatted(running, organisation));
            }
            return work.get();
        }
        return template.execute(
                status -> {
                    TransactionSynchronizationManager.bindResource(ORGANISATION, organisation);
                    try {
                        enter(organisation);
                        return work.get();
                    } finally {
                        TransactionSynchronizationManager.unbindResource(ORGANISATION);
                    }
                });
    }

    private void enter(UUID organisation) {
        jdbc.sql("select set_config('app.organisation', :organisation, true)")
                .param("organisation", organisation.toString())
                .query(String.class)
                .single();
    }

    private static Supplier<Boolean> asSupplier(Runnable work) {
        return () -> {
            work.run();
            return true;
        };
    }
}
