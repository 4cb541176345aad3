package org.maslin.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.security.SecretHash;
import org.maslin.security.Secrets;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Signing in and out, and the use of one-time links. */
public final class Sessions {

    private static final Duration LIFE = Duration.ofHours(12);
    private static final int SECRET_BYTES = 32;

    /** A session that has just begun, with the secret for its cookie. */
    record Begun(Session session, String secret) {}

    private final Transactions transactions;
    private final IdentityStore store;
    private final KnownPrincipals known;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final boolean demo;

    Sessions(
            Transactions transactions,
            IdentityStore store,
            KnownPrincipals known,
            Audit audit,
            Ids ids,
            InstantSource clock,
            SecureRandom random,
            boolean demo) {
        this.transactions = transactions;
        this.store = store;
        this.known = known;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.passwords = new Passwords(Secrets.random(random, SECRET_BYTES));
        this.throttle = new SignInThrottle(clock);
        this.demo = demo;
    }

    /** The session behind a cookie's secret, or a visitor's. */
    Session current(@Nullable String secret) {
        var session = secret == null ? null : store.session(SecretHash.of(secret), clock.instant());
        if (secret == null || session == null) {
            return Session.visitor(demo);
        }
        return transactions.read(
                session.organisationId(),
                () ->
                        session(
                                session.organisationId(),
                                session.userId(),
                                secret,
                                session.expiresAt()));
    }

    Begun signIn(SignIn signIn) {
        String account = signIn.email().toLowerCase(java.util.Locale.ROOT);
        if (throttle.rests(account)) {
            throw RefusedException.tooManyRequests(
                    "Too many failed sign-ins for this account.", "Wait a quarter of an hour.");
        }
        var login = store.login(signIn.email());
        boolean matches =
                passwords.matches(signIn.password(), login == null ? null : login.passwordHash());
        if (login == null || !matches) {
            throttle.failed(account);
            throw RefusedException.wrongCredentials();
        }
        throttle.succeeded(account);
        return begin(login.organisationId(), login.userId());
    }

    Begun welcome(Welcome welcome) {
        Instant now = clock.instant();
        var link = store.link(SecretHash.of(welcome.token()), now);
        if (link == null) {
            throw spent();
        }
        String hash = passwords.hash(welcome.password());
        return transactions.write(
                link.organisationId(),
                () -> {
                    if (!store.useLink(link.linkId(), now)) {
                        throw spent();
                    }
                    store.setCredentials(link.userId(), welcome.name().strip(), hash);
                    return begin(link.organisationId(), link.userId());
                });
    }

    void signOut(Principal principal, @Nullable String secret) {
        if (secret == null) {
            return;
        }
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.endSession(SecretHash.of(secret), clock.instant());
                    audit.record(
                            principal, "sign-out", Node.of("user", principal.userId()), Map.of());
                });
        known.forget();
    }

    /** The token that a session's writes carry: known to its pages, not to other sites. */
    static String csrfToken(String secret) {
        return SecretHash.of("csrf:" + secret).hex();
    }

    private Begun begin(UUID organisation, UUID user) {
        String secret = Secrets.random(random, SECRET_BYTES);
        Instant now = clock.instant();
        Instant end = now.plus(LIFE);
        return transactions.write(
                organisation,
                () -> {
                    store.addSession(
                            organisation, ids.next(), user, SecretHash.of(secret), now, end);
                    audit.record(
                            Principal.system(organisation),
                            "sign-in",
                            Node.of("user", user),
                            Map.of());
                    return new Begun(session(organisation, user, secret, end), secret);
                });
    }

    private Session session(UUID organisation, UUID user, String secret, Instant end) {
        return new Session(
                store.user(user),
                new Session.Organisation(organisation, store.organisationName(organisation)),
                csrfToken(secret),
                end,
                demo);
    }

    private static RefusedException spent() {
        return RefusedException.gone(
                "link-spent",
                "This link was used already, or is too old.",
                "Ask for a new one; on the server: maslin admin owner --email …");
    }
}
