package org.maslin.server.identity;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Action;
import org.maslin.security.PeopleRules;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.security.SecretHash;
import org.maslin.security.Secrets;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.plumbing.mail.Mail;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Organisations and their people. */
public final class Users {

    private static final Logger LOG = LoggerFactory.getLogger(Users.class);
    private static final Duration LINK_LIFE = Duration.ofDays(7);
    private static final int SECRET_BYTES = 32;

    private final Transactions transactions;
    private final IdentityStore store;
    private final KnownPrincipals known;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Mail mail;

    Users(
            Transactions transactions,
            IdentityStore store,
            KnownPrincipals known,
            Audit audit,
            Ids ids,
            InstantSource clock,
            SecureRandom random,
            Mail mail) {
        this.transactions = transactions;
        this.store = store;
        this.known = known;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.mail = mail;
    }

    /** All organisations of this server; local administration only. */
    public List<Session.Organisation> organisations() {
        return store.organisations();
    }

    /** The first organisation, made when there is none yet; local administration only. */
    public UUID firstOrganisation(String name) {
        List<Session.Organisation> known = store.organisations();
        if (!known.isEmpty()) {
            return known.getFirst().id();
        }
        UUID id = ids.next();
        transactions.write(
                id,
                () -> {
                    store.addOrganisation(id, name, clock.instant());
                    audit.record(
                            Principal.system(id),
                            "create-organisation",
                            Node.of("organisation", id),
                            Map.of());
                });
        return id;
    }

    /**
     * A user of the server's administrator: found by e-mail or handle, or made; local
     * administration only.
     */
    public User ensure(UUID organisation, NewUser user) {
        return transactions.write(
                organisation,
                () -> {
                    User known = find(user);
                    return known == null ? add(Principal.system(organisation), user) : known;
                });
    }

    /** A one-time link for an existing person; local administration only. */
    public String link(UUID organisation, UUID user) {
        return transactions.write(
                organisation, () -> newLink(Principal.system(organisation), user));
    }

    public Page<User> list(Principal principal, @Nullable UUID after, int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> Page.of(store.users(after, limit + 1), limit, user -> user.id().toString()));
    }

    /**
     * Adds a user. A simulated or replayed annotator whose handle exists already is returned as it
     * is, so that registering twice counts once.
     */
    public InvitedUser invite(Principal principal, NewUser user) {
        IdentityFlow.require(PeopleRules.mayGive(principal, Action.MANAGE_USERS, user.role()));
        return transactions.write(
                principal.organisationId(),
                () -> {
                    User known = find(user);
                    if (known != null && known.kind() == AnnotatorKind.PERSON) {
                        throw RefusedException.conflict(
                                "email-taken",
                                "There is an account with this e-mail address.",
                                "Look for it under People.");
                    }
                    if (known != null) {
                        return new InvitedUser(known, null, false);
                    }
                    User added = add(principal, user);
                    boolean person = added.kind() == AnnotatorKind.PERSON;
                    return new InvitedUser(
                            added, person ? newLink(principal, added.id()) : null, false);
                });
    }

    /**
     * Adds a user and sends a person the link by e-mail, where there is a mail server. If that does
     * not take it, the link is still there to be passed on.
     *
     * @param home the app's address, which the link is under
     */
    public InvitedUser invite(Principal principal, NewUser user, URI home) {
        InvitedUser invited = invite(principal, user);
        String email = invited.user().email();
        if (!mail.isThere() || invited.link() == null || email == null) {
            return invited;
        }
        try {
            mail.send(
                    email,
                    "You are invited to Maslin",
                    """
                    Hello %s,

                    you are invited to Maslin. This link signs you in the first time; it works once, for %d days:

                    %s
                    """
                            .formatted(
                                    user.name(), LINK_LIFE.toDays(), home.resolve(invited.link())));
            return invited.byMail();
        } catch (IOException refused) {
            LOG.warn("An invitation was not mailed. {}", refused.getMessage());
            return invited;
        }
    }

    public User change(Principal principal, UUID id, UserChange change) {
        User result =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            store.lockPeople(principal.organisationId());
                            User user = require(id);
                            User changed = IdentityFlow.changed(principal, user, change);
                            if (user.isActiveOwner() && !changed.isActiveOwner()) {
                                requireAnotherOwner(id);
                            }
                            store.changeUser(id, changed.role(), changed.disabled());
                            if (changed.disabled()) {
                                store.endSessionsOf(id, clock.instant());
                            }
                            audit.record(
                                    principal,
                                    "change-user",
                                    Node.of("user", id),
                                    Map.of(
                                            "role", changed.role().name(),
                                            "disabled", String.valueOf(changed.disabled())));
                            return changed;
                        });
        known.forget();
        return result;
    }

    /** What a user belongs to and can do. */
    public Abilities abilities(Principal principal, UUID id) {
        Abilities abilities = abilities(principal.organisationId(), id);
        if (abilities == null) {
            throw RefusedException.notFound("user", id);
        }
        return abilities;
    }

    /** The same for those who give out work; null if there is no such user. */
    public @Nullable Abilities abilities(UUID organisation, UUID id) {
        return transactions.read(organisation, () -> store.abilities(id));
    }

    /** All groups that somebody is of, by name. */
    public List<Group> groups(Principal principal) {
        return transactions.read(principal.organisationId(), store::groups);
    }

    public Abilities setAbilities(Principal principal, UUID id, Abilities abilities) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    store.setAbilities(id, abilities);
                    audit.record(
                            principal,
                            "set-abilities",
                            Node.of("user", id),
                            Map.of(
                                    "groups", String.join(",", abilities.groups()),
                                    "skills", String.join(",", abilities.skills()),
                                    "languages", String.join(",", abilities.languages())));
                    return abilities;
                });
    }

    /** What a user has shown that they can do, by name; also what has expired. */
    public List<HeldQualification> qualifications(Principal principal, UUID id) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    require(id);
                    return store.qualifications(id);
                });
    }

    /** The same for those who give out work: the names of what holds now. */
    public List<String> qualifiedFor(UUID organisation, UUID id) {
        Instant now = clock.instant();
        return transactions.read(organisation, () -> store.qualifications(id)).stream()
                .filter(held -> held.holds(now))
                .map(HeldQualification::name)
                .toList();
    }

    /** Gives a user a qualification, in the place of one of the same name. */
    public HeldQualification qualify(Principal principal, UUID id, GrantQualification grant) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    store.qualify(
                            principal.organisationId(),
                            id,
                            grant,
                            principal.userId(),
                            clock.instant());
                    audit.record(
                            principal,
                            "grant-qualification",
                            Node.of("user", id),
                            Map.of("name", grant.name()));
                    return new HeldQualification(
                            grant.name(), grant.score(), clock.instant(), grant.expiresAt());
                });
    }

    public void disqualify(Principal principal, UUID id, String name) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    if (!store.disqualify(id, name)) {
                        throw RefusedException.notFound("qualification", name);
                    }
                    audit.record(
                            principal,
                            "revoke-qualification",
                            Node.of("user", id),
                            Map.of("name", name));
                });
    }

    private void requireAnotherOwner(UUID id) {
        if (!store.hasOwnerBeside(id)) {
            throw RefusedException.conflict(
                    "last-owner",
                    "The organisation would be left without an owner.",
                    "Make somebody else an owner first.");
        }
    }

    /** A user by id, for those who show names beside answers. */
    public User get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** The account with this e-mail address, or null if there is none. */
    public @Nullable User byEmail(Principal principal, String email) {
        return transactions.read(principal.organisationId(), () -> store.userByEmail(email));
    }

    private User require(UUID id) {
        User user = store.user(id);
        if (user == null) {
            throw RefusedException.notFound("user", id);
        }
        return user;
    }

    private @Nullable User find(NewUser user) {
        if (user.kindOrPerson() != AnnotatorKind.PERSON) {
            return store.userByHandle(user.name());
        }
        return user.email() == null ? null : store.userByEmail(user.email());
    }

    private User add(Principal principal, NewUser user) {
        var added =
                new User(
                        ids.next(),
                        user.name(),
                        user.email(),
                        user.role(),
                        user.kindOrPerson(),
                        false);
        if (!store.addUser(principal.organisationId(), added, clock.instant())) {
            throw RefusedException.conflict(
                    "email-taken",
                    "There is an account with this e-mail address or handle.",
                    "Use another one.");
        }
        audit.record(
                principal,
                "invite-user",
                Node.of("user", added.id()),
                Map.of("role", added.role().name(), "kind", added.kind().name()));
        return added;
    }

    private String newLink(Principal principal, UUID user) {
        String token = Secrets.random(random, SECRET_BYTES);
        Instant expires = clock.instant().plus(LINK_LIFE);
        store.addLink(principal.organisationId(), ids.next(), user, SecretHash.of(token), expires);
        audit.record(principal, "make-link", Node.of("user", user), Map.of());
        return "welcome?token=" + token;
    }

    /** A user of its own for a key that no person holds. */
    public User service(UUID organisation, String name, Role role) {
        return ensure(organisation, new NewUser(name, null, role, AnnotatorKind.REPLAYED));
    }
}
