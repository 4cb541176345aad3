package org.maslin.server.webhooks;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Webhooks: make, change and end them; see what was sent, and send it again. */
public final class Webhooks {

    private static final int MOST = 100;

    private final Transactions transactions;
    private final WebhookStore store;
    private final Outbox outbox;
    private final Egress egress;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final byte[] key;

    Webhooks(
            Transactions transactions,
            WebhookStore store,
            Outbox outbox,
            Egress egress,
            Audit audit,
            Ids ids,
            InstantSource clock,
            byte[] key) {
        this.transactions = transactions;
        this.store = store;
        this.outbox = outbox;
        this.egress = egress;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.key = key.clone();
    }

    /** Makes a webhook; its secret is shown this once. */
    public CreatedWebhook create(Principal principal, NewWebhook webhook) {
        egress.check("url", webhook.url());
        UUID organisation = principal.organisationId();
        CreatedWebhook created =
                transactions.write(
                        organisation,
                        () -> {
                            if (store.count() >= MOST) {
                                throw RefusedException.conflict(
                                        "too-many-webhooks",
                                        "An organisation has at most %d webhooks.".formatted(MOST),
                                        "Delete one that is not used.");
                            }
                            UUID id = ids.next();
                            store.add(
                                    organisation, id, webhook, principal.userId(), clock.instant());
                            audit.record(
                                    principal,
                                    "create-webhook",
                                    Node.of("webhook", id),
                                    Map.of("url", webhook.url()));
                            return new CreatedWebhook(require(id), WebhookFlow.secret(key, id, 1));
                        });
        outbox.forget(organisation);
        return created;
    }

    public List<Webhook> list(Principal principal) {
        return transactions.read(principal.organisationId(), store::list);
    }

    public Webhook get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** Changes a webhook; making it active sends what has gathered. */
    public Webhook change(Principal principal, UUID id, WebhookChange change) {
        if (change.url() != null) {
            egress.check("url", change.url());
        }
        Webhook changed =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            require(id);
                            store.change(id, change);
                            audit.record(
                                    principal,
                                    "change-webhook",
                                    Node.of("webhook", id),
                                    change.url() == null ? Map.of() : Map.of("url", change.url()));
                            return require(id);
                        });
        outbox.forget(principal.organisationId());
        return changed;
    }

    /** Ends a webhook, with all its deliveries. */
    public void delete(Principal principal, UUID id) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    if (!store.delete(id)) {
                        throw RefusedException.notFound("webhook", id);
                    }
                    audit.record(principal, "delete-webhook", Node.of("webhook", id), Map.of());
                });
        outbox.forget(principal.organisationId());
    }

    /** Gives a webhook a new secret; the old one signs nothing more. */
    public CreatedWebhook turnSecret(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Integer version = store.turnSecret(id);
                    if (version == null) {
                        throw RefusedException.notFound("webhook", id);
                    }
                    audit.record(
                            principal, "turn-webhook-secret", Node.of("webhook", id), Map.of());
                    return new CreatedWebhook(require(id), WebhookFlow.secret(key, id, version));
                });
    }

    /** Sends a trial, whatever events the webhook asks for. */
    public Delivery ping(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    UUID delivery =
                            outbox.put(
                                    principal.organisationId(),
                                    id,
                                    WebhookEvent.PING,
                                    null,
                                    Map.of());
                    audit.record(principal, "ping-webhook", Node.of("webhook", id), Map.of());
                    return require(id, delivery);
                });
    }

    /** Deliveries, newest first. */
    public Page<Delivery> deliveries(
            Principal principal,
            UUID id,
            @Nullable DeliveryState state,
            @Nullable UUID before,
            int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    require(id);
                    return Page.of(
                            store.deliveries(id, state, before, limit + 1),
                            limit,
                            delivery -> delivery.id().toString());
                });
    }

    /** Sends a finished delivery again, under its own id and marked as a retry. */
    public Replayed replay(Principal principal, UUID id, UUID delivery) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    require(id, delivery);
                    var replayed = new Replayed(store.replay(id, delivery, clock.instant()));
                    record(principal, id, replayed);
                    return replayed;
                });
    }

    /** Sends again what a range of time has told. */
    public Replayed replay(Principal principal, UUID id, Replay range) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    var replayed = new Replayed(store.replay(id, range, clock.instant()));
                    record(principal, id, replayed);
                    return replayed;
                });
    }

    private void record(Principal principal, UUID id, Replayed replayed) {
        audit.record(
                principal,
                "replay-webhook",
                Node.of("webhook", id),
                Map.of("deliveries", String.valueOf(replayed.deliveries())));
    }

    private Delivery require(UUID webhook, UUID id) {
        Delivery delivery = store.delivery(webhook, id);
        if (delivery == null) {
            throw RefusedException.notFound("delivery", id);
        }
        return delivery;
    }

    private Webhook require(UUID id) {
        Webhook webhook = store.get(id);
        if (webhook == null) {
            throw RefusedException.notFound("webhook", id);
        }
        return webhook;
    }
}
