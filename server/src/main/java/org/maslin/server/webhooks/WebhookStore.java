package org.maslin.server.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of webhooks. */
final class WebhookStore {

    /** Who wants to hear what, whether just now or when no longer paused. */
    record Subscription(UUID id, List<String> events, @Nullable UUID projectId) {}

    /** A delivery that is due. */
    record Due(UUID organisation, UUID webhook, UUID delivery) {}

    /** A delivery in hand. */
    record Claimed(
            UUID webhook,
            String url,
            int secretVersion,
            String event,
            String body,
            int attempt,
            int replays) {}

    private static final String WEBHOOK =
            """
            select w.id, w.url, w.events, w.project_id, w.state, w.reason, w.created_at,
                (select count(*) from webhook_deliveries d
                 where d.organisation_id = w.organisation_id and d.webhook_id = w.id and d.state = 'pending') as waiting
            from webhooks w
            """;

    private static final String DELIVERY =
            """
            select id, event, state, attempts, replays, status, error, next_at, created_at, finished_at
            from webhook_deliveries
            """;

    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID organisation, UUID id, NewWebhook webhook, UUID creator, Instant at) {
        jdbc.sql(
                        """
                        insert into webhooks (organisation_id, id, url, events, project_id, created_by, created_at)
                        values (:organisation, :id, :url, :events, :project, :creator, :at)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("url", webhook.url())
                .param("events", webhook.events().toArray(String[]::new))
                .param("project", webhook.projectId())
                .param("creator", creator)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable Webhook get(UUID id) {
        return jdbc.sql(WEBHOOK + "where w.id = :id")
                .param("id", id)
                .query(WebhookStore::webhook)
                .optional()
                .orElse(null);
    }

    List<Webhook> list() {
        return jdbc.sql(WEBHOOK + "order by w.id desc").query(WebhookStore::webhook).list();
    }

    long count() {
        return jdbc.sql("select count(*) from webhooks").query(Long.class).single();
    }

    List<Subscription> subscriptions() {
        return jdbc.sql("select id, events, project_id from webhooks order by id")
                .query(
                        (row, n) ->
                                new Subscription(
                                        row.getObject(1, UUID.class),
                                        events(row),
                                        row.getObject(3, UUID.class)))
                .list();
    }

    void change(UUID id, WebhookChange change) {
        jdbc.sql(
                        """
                        update webhooks set url = coalesce(:url, url), events = coalesce(cast(:events as text[]), events),
                            state = coalesce(:state, state),
                            reason = case when cast(:state as text) is null then reason end
                        where id = :id
                        """)
                .param("url", change.url())
                .param(
                        "events",
                        change.events() == null ? null : change.events().toArray(String[]::new))
                .param("state", change.state() == null ? null : Json.word(change.state()))
                .param("id", id)
                .update();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from webhooks where id = :id").param("id", id).update() == 1;
    }

    /** Gives the webhook a new secret; returns its version. */
    @Nullable Integer turnSecret(UUID id) {
        return jdbc.sql(
                        "update webhooks set secret_version = secret_version + 1 where id = :id returning secret_version")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    void pause(UUID id, String reason) {
        jdbc.sql("update webhooks set state = 'paused', reason = :reason where id = :id")
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    void addDelivery(
            UUID organisation, UUID id, UUID webhook, String event, String body, Instant at) {
        jdbc.sql(
                        """
                        insert into webhook_deliveries
                            (organisation_id, id, webhook_id, event, body, next_at, created_at)
                        values (:organisation, :id, :webhook, :event, :body, :at, :at)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("webhook", webhook)
                .param("event", event)
                .param("body", body)
                .param("at", Timestamp.from(at))
                .update();
    }

    List<Due> due(Instant at, int atMost) {
        return jdbc.sql("select organisation_id, webhook_id, delivery_id from webhook_due(:at, :n)")
                .param("at", Timestamp.from(at))
                .param("n", atMost)
                .query(
                        (row, n) ->
                                new Due(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class)))
                .list();
    }

    /** Takes a due delivery into hand, for this long; null if another process was faster. */
    @Nullable Claimed claim(UUID delivery, Instant now, Instant until) {
        return jdbc.sql(
                        """
                        update webhook_deliveries d set attempts = attempts + 1, next_at = :until
                        from webhooks w
                        where d.id = :id and w.organisation_id = d.organisation_id and w.id = d.webhook_id
                            and w.state = 'active' and d.state = 'pending' and d.next_at <= :now
                        returning w.id, w.url, w.secret_version, d.event, d.body, d.attempts, d.replays
                        """)
                .param("until", Timestamp.from(until))
                .param("id", delivery)
                .param("now", Timestamp.from(now))
                .query(
                        (row, n) ->
                                new Claimed(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getInt(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getInt(6),
                                        row.getInt(7)))
                .optional()
                .orElse(null);
    }

    void finish(
            UUID delivery, DeliveryState state, int status, @Nullable String error, Instant at) {
        jdbc.sql(
                        """
                        update webhook_deliveries set state = :state, status = nullif(:status, 0), error = :error,
                            finished_at = :at
                        where id = :id
                        """)
                .param("state", Json.word(state))
                .param("status", status)
                .param("error", error)
                .param("at", Timestamp.from(at))
                .param("id", delivery)
                .update();
    }

    void retry(UUID delivery, int status, @Nullable String error, Instant next) {
        jdbc.sql(
                        """
                        update webhook_deliveries set status = nullif(:status, 0), error = :error, next_at = :next
                        where id = :id
                        """)
                .param("status", status)
                .param("error", error)
                .param("next", Timestamp.from(next))
                .param("id", delivery)
                .update();
    }

    List<Delivery> deliveries(
            UUID webhook, @Nullable DeliveryState state, @Nullable UUID before, int atMost) {
        return jdbc.sql(
                        DELIVERY
                                + """
                        where webhook_id = :webhook and (cast(:state as text) is null or state = :state)
                            and (cast(:before as uuid) is null or id < :before)
                        order by id desc limit :n
                        """)
                .param("webhook", webhook)
                .param("state", state == null ? null : Json.word(state))
                .param("before", before)
                .param("n", atMost)
                .query(WebhookStore::delivery)
                .list();
    }

    @Nullable Delivery delivery(UUID webhook, UUID id) {
        return jdbc.sql(DELIVERY + "where webhook_id = :webhook and id = :id")
                .param("webhook", webhook)
                .param("id", id)
                .query(WebhookStore::delivery)
                .optional()
                .orElse(null);
    }

    private static final String REPLAY =
            """
            update webhook_deliveries set state = 'pending', attempts = 0, replays = replays + 1, next_at = :at,
                finished_at = null, error = null, status = null
            where webhook_id = :webhook and state <> 'pending'
            """;

    int replay(UUID webhook, UUID delivery, Instant at) {
        return jdbc.sql(REPLAY + "and id = :id")
                .param("at", Timestamp.from(at))
                .param("webhook", webhook)
                .param("id", delivery)
                .update();
    }

    int replay(UUID webhook, Replay range, Instant at) {
        return jdbc.sql(
                        REPLAY
                                + "and created_at >= :from and created_at < :to"
                                + " and (cast(:state as text) is null or state = :state)")
                .param("at", Timestamp.from(at))
                .param("webhook", webhook)
                .param("from", Timestamp.from(range.from()))
                .param("to", Timestamp.from(range.to()))
                .param("state", range.state() == null ? null : Json.word(range.state()))
                .update();
    }

    /** Forgets deliveries that ended before these times. */
    void forget(Instant deliveredBefore, Instant deadBefore) {
        jdbc.sql(
                        """
                        delete from webhook_deliveries
                        where state = 'delivered' and finished_at < :delivered or state = 'dead' and finished_at < :dead
                        """)
                .param("delivered", Timestamp.from(deliveredBefore))
                .param("dead", Timestamp.from(deadBefore))
                .update();
    }

    private static Webhook webhook(ResultSet row, int n) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getString("url"),
                events(row),
                row.getObject("project_id", UUID.class),
                Json.constant(WebhookState.class, row.getString("state")),
                row.getString("reason"),
                row.getLong("waiting"),
                row.getTimestamp("created_at").toInstant());
    }

    private static List<String> events(ResultSet row) throws SQLException {
        return Arrays.asList((String[]) row.getArray("events").getArray());
    }

    private static Delivery delivery(ResultSet row, int n) throws SQLException {
        var state = Json.constant(DeliveryState.class, row.getString("state"));
        Timestamp finished = row.getTimestamp("finished_at");
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getString("event"),
                state,
                row.getInt("attempts"),
                row.getInt("replays"),
                row.getObject("status", Integer.class),
                row.getString("error"),
                state == DeliveryState.PENDING ? row.getTimestamp("next_at").toInstant() : null,
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
