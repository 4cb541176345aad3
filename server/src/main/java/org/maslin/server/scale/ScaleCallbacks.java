package org.maslin.server.scale;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.KeyedHash;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.mail.Mail;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is told to those who asked to be told of a task or batch. It is written down in the
 * transaction of the deed; {@link CallbackSender} carries it.
 */
final class ScaleCallbacks {

    private final CallbackStore store;
    private final Ids ids;
    private final InstantSource clock;
    private final byte[] key;
    private final Mail mail;

    ScaleCallbacks(CallbackStore store, Ids ids, InstantSource clock, byte[] key, Mail mail) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.key = key.clone();
        this.mail = mail;
    }

    void tell(Principal principal, ScaleTask task) {
        put(principal, task.id(), task.callback().url(), ScaleTaskJson.callback(task));
    }

    void tell(Principal principal, ScaleBatch batch) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("batch", ScaleBatchJson.of(batch));
        body.put("status", batch.status().word());
        put(principal, null, batch.callback(), body);
    }

    private void put(
            Principal principal, @Nullable String task, @Nullable String url, ObjectNode body) {
        if (url == null || CallbackFlow.isMail(url) && !mail.isThere()) {
            return;
        }
        store.add(
                principal.organisationId(),
                ids.next(),
                Mode.of(principal),
                task,
                url,
                body.toString(),
                clock.instant());
    }

    /** What receivers compare with the header {@code scale-callback-auth}, one for each half. */
    String secret(UUID organisation, Mode mode) {
        byte[] name =
                "maslin/scale-callback/1/%s/%s"
                        .formatted(organisation, mode.word())
                        .getBytes(StandardCharsets.UTF_8);
        return mode.word() + "_auth_" + new KeyedHash(key).hex(name);
    }
}
