package org.maslin.server.scale;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of callbacks: what is to be told, to whom, and when next. */
final class CallbackStore {

    /**
     * A callback on its way.
     *
     * @param taskId null if it tells of a batch
     * @param attempts how often it was tried, this time included
     */
    record Due(
            UUID id, @Nullable String taskId, Mode mode, String url, String body, int attempts) {}

    private final JdbcClient jdbc;

    CallbackStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            UUID organisation,
            UUID id,
            Mode mode,
            @Nullable String task,
            String url,
            String body,
            Instant at) {
        jdbc.sql(
                        """
                        insert into scale_callbacks (organisation_id, id, mode, task_id, url, body, next_at, created_at)
                        values (:organisation, :id, :mode, :task, :url, :body, :at, :at)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("mode", mode.word())
                .param("task", task)
                .param("url", url)
                .param("body", body)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Takes what is due into the hand until a moment; what is not settled then is due again. */
    List<Due> take(Instant at, Instant inHandUntil, int atMost) {
        return jdbc.sql(
                        """
                        with due as (
                            select id from scale_callbacks where state = 'pending' and next_at <= :at
                            order by next_at limit :n for update skip locked)
                        update scale_callbacks c set attempts = attempts + 1, next_at = :until
                        from due where c.id = due.id
                        returning c.id, c.task_id, c.mode, c.url, c.body, c.attempts
                        """)
                .param("at", Timestamp.from(at))
                .param("until", Timestamp.from(inHandUntil))
                .param("n", atMost)
                .query(
                        (row, n) ->
                                new Due(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        Mode.valueOf(
                                                row.getString(3)
                                                        .toUpperCase(java.util.Locale.ROOT)),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getInt(6)))
                .list();
    }

    void finish(UUID id, String state, @Nullable String error, Instant at) {
        jdbc.sql(
                        """
                        update scale_callbacks set state = :state, error = :error, finished_at = :at where id = :id
                        """)
                .param("id", id)
                .param("state", state)
                .param("error", error)
                .param("at", Timestamp.from(at))
                .update();
    }

    void retry(UUID id, String error, Instant next) {
        jdbc.sql("update scale_callbacks set error = :error, next_at = :next where id = :id")
                .param("id", id)
                .param("error", error)
                .param("next", Timestamp.from(next))
                .update();
    }

    /** Drops what was settled before a moment. */
    void forget(Instant before) {
        jdbc.sql("delete from scale_callbacks where finished_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
