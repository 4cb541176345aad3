package org.maslin.server.operations;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of operations. */
final class OperationsStore {

    /** How many jobs of a place are in a state. */
    record Queue(String place, String state, long jobs) {}

    /** A job that has ended, with the time since it was asked for. */
    record Finished(String kind, String state, double seconds) {}

    /** Webhooks' deliveries that have not arrived, and webhooks that send none. */
    record Deliveries(long waiting, long pausedWebhooks) {}

    private final JdbcClient jdbc;

    OperationsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean answers() {
        return jdbc.sql("select true").query(Boolean.class).single();
    }

    List<Queue> queues() {
        return jdbc.sql("select place, state, jobs from operations_jobs()")
                .query((row, n) -> new Queue(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    List<Finished> finished(Instant from, Instant to) {
        return jdbc.sql("select kind, state, seconds from operations_finished_jobs(:from, :to)")
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(
                        (row, n) ->
                                new Finished(row.getString(1), row.getString(2), row.getDouble(3)))
                .list();
    }

    Deliveries deliveries() {
        return jdbc.sql("select waiting, paused_webhooks from operations_deliveries()")
                .query((row, n) -> new Deliveries(row.getLong(1), row.getLong(2)))
                .single();
    }
}
