package org.maslin.server.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maslin.security.Principal;
import org.maslin.security.SecretHash;
import org.maslin.security.Secrets;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** API keys: made, listed without their secrets, revoked at once. */
public final class Keys {

    private static final int SECRET_BYTES = 32;
    private static final int SHOWN = 9;

    private final Transactions transactions;
    private final IdentityStore store;
    private final KnownPrincipals known;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random;

    Keys(
            Transactions transactions,
            IdentityStore store,
            KnownPrincipals known,
            Audit audit,
            Ids ids,
            InstantSource clock,
            SecureRandom random) {
        this.transactions = transactions;
        this.store = store;
        this.known = known;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    public List<Key> list(Principal principal) {
        return transactions.read(principal.organisationId(), store::keys);
    }

    public CreatedKey create(Principal principal, NewKey key) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    UUID holder = key.userId() == null ? principal.userId() : key.userId();
                    User user = IdentityFlow.holder(principal, store.user(holder));
                    return make(principal, user, key.name(), key.kindOrNative());
                });
    }

    /** A key for a user, by the server's administrator; local administration only. */
    public CreatedKey issue(UUID organisation, User user, String name) {
        return issue(organisation, user, name, KeyKind.NATIVE);
    }

    /** The same, of a kind. */
    public CreatedKey issue(UUID organisation, User user, String name, KeyKind kind) {
        return transactions.write(
                organisation, () -> make(Principal.system(organisation), user, name, kind));
    }

    public void revoke(Principal principal, UUID id) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    if (!store.revokeKey(id, clock.instant())) {
                        throw RefusedException.notFound("key", id);
                    }
                    audit.record(principal, "revoke-key", Node.of("key", id), Map.of());
                });
        known.forget();
    }

    private CreatedKey make(Principal principal, User user, String name, KeyKind kind) {
        String secret = kind.beginning() + Secrets.random(random, SECRET_BYTES);
        var key =
                new Key(
                        ids.next(),
                        name,
                        user.id(),
                        user.role(),
                        kind,
                        secret.substring(0, SHOWN),
                        clock.instant());
        store.addKey(principal.organisationId(), key, SecretHash.of(secret));
        audit.record(
                principal,
                "create-key",
                Node.of("key", key.id()),
                Map.of("user", user.id().toString(), "kind", kind.name()));
        return new CreatedKey(key, secret);
    }
}
