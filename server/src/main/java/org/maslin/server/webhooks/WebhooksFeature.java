package org.maslin.server.webhooks;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.maslin.server.identity.Session;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.records.Audit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires webhooks. */
@Configuration(proxyBeanMethods = false)
public class WebhooksFeature {

    private static final String SECRET = "webhook-signing";
    private static final int SECRET_BYTES = 32;

    @Bean
    WebhookStore webhookStore(JdbcClient jdbc) {
        return new WebhookStore(jdbc);
    }

    @Bean
    Outbox webhookOutbox(
            Transactions transactions,
            WebhookStore store,
            Events events,
            Ids ids,
            InstantSource clock,
            JsonMapper json) {
        var outbox = new Outbox(transactions, store, ids, clock, json);
        outbox.listen(events);
        return outbox;
    }

    @Bean
    Webhooks webhooks(
            Transactions transactions,
            WebhookStore store,
            Outbox outbox,
            Egress egress,
            Audit audit,
            Ids ids,
            InstantSource clock,
            DataFolder folder)
            throws IOException {
        return new Webhooks(
                transactions,
                store,
                outbox,
                egress,
                audit,
                ids,
                clock,
                folder.secret(SECRET, SECRET_BYTES));
    }

    @Bean
    BackgroundLoop webhookSender(
            Transactions transactions,
            WebhookStore store,
            Egress egress,
            InstantSource clock,
            SecureRandom random,
            DataFolder folder,
            Users users,
            Settings settings)
            throws IOException {
        var sender =
                new Sender(
                        transactions,
                        store,
                        egress,
                        clock,
                        random,
                        folder.secret(SECRET, SECRET_BYTES),
                        () ->
                                users.organisations().stream()
                                        .map(Session.Organisation::id)
                                        .toList());
        return new BackgroundLoop("webhook-sender", settings, sender::turn);
    }

    @Bean
    Routes webhookRoutes(Webhooks webhooks) {
        return new WebhookRoutes(webhooks);
    }
}
