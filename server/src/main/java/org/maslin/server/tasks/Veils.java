package org.maslin.server.tasks;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.db.Transactions;

/** The veils of organisations; each has one from its first task with a known answer. */
final class Veils {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST = 10_000;
    private static final int SECRET_BYTES = 32;

    private final Transactions transactions;
    private final KnownTaskStore store;
    private final SecureRandom random;
    private final Lately<UUID, Veil> known = new Lately<>(LIFE, MOST);

    Veils(Transactions transactions, KnownTaskStore store, SecureRandom random) {
        this.transactions = transactions;
        this.store = store;
        this.random = random;
    }

    @Nullable Veil of(UUID organisation) {
        return known.get(
                organisation,
                () ->
                        transactions.read(
                                organisation,
                                () -> {
                                    byte[] secret = store.secret();
                                    return secret == null ? null : new Veil(secret);
                                }));
    }

    /** Makes the veil of an organisation unless there is one, in the running transaction. */
    void ensure(UUID organisation) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        store.addSecret(organisation, secret);
    }
}
