package org.maslin.server.identity;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.maslin.security.SecretHash;
import org.maslin.server.plumbing.Lately;

/**
 * Who is behind a key or a session, remembered for a second. Revoking a key, ending a session or
 * changing a user in this process makes it forget at once; what another process does so bites
 * within the second.
 */
final class KnownPrincipals {

    private static final Duration LIFE = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final IdentityStore store;
    private final InstantSource clock;
    private final Lately<SecretHash, IdentityStore.KnownKey> keys = new Lately<>(LIFE, MOST);
    private final Lately<SecretHash, IdentityStore.KnownSession> sessions =
            new Lately<>(LIFE, MOST);

    KnownPrincipals(IdentityStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    IdentityStore.@Nullable KnownKey key(SecretHash hash) {
        return keys.get(hash, () -> store.key(hash));
    }

    IdentityStore.@Nullable KnownSession session(SecretHash hash) {
        return sessions.get(hash, () -> store.session(hash, clock.instant()));
    }

    void forget() {
        keys.forgetAll();
        sessions.forgetAll();
    }
}
