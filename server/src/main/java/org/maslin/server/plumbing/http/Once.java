package org.maslin.server.plumbing.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does a request that bears an {@code Idempotency-Key} once: its answer is stored with the deed, in
 * one transaction, and told again to whoever sends it again within a day.
 */
public final class Once {

    /** Where it holds. Projects, copies and chains keep their keys for good themselves. */
    private static final Set<String> ROUTES =
            Set.of(
                    "/projects/{projectId}/tasks",
                    "/projects/{projectId}/batches",
                    "/projects/{projectId}/exports",
                    "/projects/{projectId}/bulk-changes",
                    "/projects/{projectId}/predictions",
                    "/projects/{projectId}/known-tasks",
                    "/projects/{projectId}/qualifications",
                    "/projects/{projectId}/threads",
                    "/threads/{threadId}/messages");

    private static final int LONGEST = 200;
    private static final Duration LIFE = Duration.ofDays(1);

    private final Transactions transactions;
    private final OnceStore store;
    private final JsonMapper json;
    private final InstantSource clock;

    public Once(Transactions transactions, OnceStore store, JsonMapper json, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    static boolean holdsFor(RouteTable.Route route) {
        return route.method().name().equals("POST") && ROUTES.contains(route.path());
    }

    /**
     * @param request method and path
     */
    Reply answer(Principal principal, String key, String request, Supplier<Reply> deed) {
        if (key.isBlank() || key.length() > LONGEST || key.indexOf('\0') >= 0) {
            throw new BadInputException(
                    "header Idempotency-Key",
                    key.isBlank() ? "a blank key" : key.length() + " characters",
                    "1 to 200 characters",
                    "A random UUID is a good one.");
        }
        UUID organisation = principal.organisationId();
        UUID user = principal.userId();
        return transactions.write(
                organisation,
                () -> {
                    store.forget(clock.instant().minus(LIFE));
                    if (!store.take(organisation, user, key, request, clock.instant())) {
                        return again(store.told(user, key), key, request);
                    }
                    Reply reply = deed.get();
                    if (reply instanceof Reply.Body body) {
                        store.tell(user, key, body.status(), text(body.body()));
                    }
                    return reply;
                });
    }

    private @Nullable String text(@Nullable Object body) {
        return body == null ? null : json.writeValueAsString(body);
    }

    private Reply again(OnceStore.Told told, String key, String request) {
        if (!told.request().equals(request)) {
            throw RefusedException.conflict(
                    "idempotency-key-used",
                    "The Idempotency-Key \"%s\" was used for %s.".formatted(key, told.request()),
                    "Use a key of its own for each request, and the same one to send it again.");
        }
        Object body = told.body() == null ? null : json.readTree(told.body());
        return new Reply.Body(told.status(), body, List.of());
    }
}
