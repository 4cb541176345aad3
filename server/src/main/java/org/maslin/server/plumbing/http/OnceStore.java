package org.maslin.server.plumbing.http;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What requests with a key of their own were answered. */
public final class OnceStore {

    /**
     * A request that was done.
     *
     * @param request its method and path
     */
    record Told(String request, int status, @Nullable String body) {}

    private final JdbcClient jdbc;

    public OnceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes a key, or waits until whoever has it is done; false if it is taken. */
    boolean take(UUID organisation, UUID user, String key, String request, Instant at) {
        return jdbc.sql(
                                """
                                insert into told_once (organisation_id, user_id, key, request, at)
                                values (:organisation, :user, :key, :request, :at) on conflict do nothing
                                """)
                        .param("organisation", organisation)
                        .param("user", user)
                        .param("key", key)
                        .param("request", request)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    void tell(UUID user, String key, int status, @Nullable String body) {
        jdbc.sql(
                        "update told_once set status = :status, body = :body where user_id = :user and key = :key")
                .param("status", status)
                .param("body", body)
                .param("user", user)
                .param("key", key)
                .update();
    }

    Told told(UUID user, String key) {
        return jdbc.sql(
                        "select request, status, body from told_once where user_id = :user and key = :key")
                .param("user", user)
                .param("key", key)
                .query((row, n) -> new Told(row.getString(1), row.getInt(2), row.getString(3)))
                .single();
    }

    void forget(Instant before) {
        jdbc.sql("delete from told_once where at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
