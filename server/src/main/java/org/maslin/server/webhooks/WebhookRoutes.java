package org.maslin.server.webhooks;

import java.util.Map;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of webhooks. */
final class WebhookRoutes implements Routes {

    private static final String ONE = "/webhooks/{webhookId}";

    private final Webhooks webhooks;

    WebhookRoutes(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/webhooks",
                Action.READ_WEBHOOKS,
                r -> Reply.ok(Map.of("items", webhooks.list(r.principal()))));
        table.post(
                "/webhooks",
                Action.MANAGE_WEBHOOKS,
                r -> Reply.created(webhooks.create(r.principal(), r.body(NewWebhook.class))));
        table.get(
                ONE,
                Action.READ_WEBHOOKS,
                r -> Reply.ok(webhooks.get(r.principal(), r.id("webhookId"))));
        table.patch(
                ONE,
                Action.MANAGE_WEBHOOKS,
                r ->
                        Reply.ok(
                                webhooks.change(
                                        r.principal(),
                                        r.id("webhookId"),
                                        r.body(WebhookChange.class))));
        table.delete(ONE, Action.MANAGE_WEBHOOKS, this::delete);
        table.post(
                ONE + "/secret",
                Action.MANAGE_WEBHOOKS,
                r -> Reply.ok(webhooks.turnSecret(r.principal(), r.id("webhookId"))));
        table.post(
                ONE + "/ping",
                Action.MANAGE_WEBHOOKS,
                r -> Reply.ok(webhooks.ping(r.principal(), r.id("webhookId"))));
        table.get(ONE + "/deliveries", Action.READ_WEBHOOKS, this::deliveries);
        table.post(
                ONE + "/deliveries/{deliveryId}/replay",
                Action.MANAGE_WEBHOOKS,
                r ->
                        Reply.ok(
                                webhooks.replay(
                                        r.principal(), r.id("webhookId"), r.id("deliveryId"))));
        table.post(
                ONE + "/replay",
                Action.MANAGE_WEBHOOKS,
                r ->
                        Reply.ok(
                                webhooks.replay(
                                        r.principal(), r.id("webhookId"), r.body(Replay.class))));
    }

    private Reply delete(Request request) {
        webhooks.delete(request.principal(), request.id("webhookId"));
        return Reply.noContent();
    }

    private Reply deliveries(Request request) {
        return Reply.ok(
                webhooks.deliveries(
                        request.principal(),
                        request.id("webhookId"),
                        request.wordQuery("state", DeliveryState.class),
                        request.afterId(),
                        request.limit()));
    }
}
