package org.maslin.server.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Role;
import org.maslin.security.SecretHash;
import org.maslin.server.plumbing.db.ArrayText;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of identity. */
final class IdentityStore {

    record Login(UUID organisationId, UUID userId, String passwordHash) {}

    record KnownSession(
            UUID organisationId, UUID sessionId, UUID userId, Role role, Instant expiresAt) {}

    record KnownKey(UUID organisationId, UUID userId, Role role, KeyKind kind) {}

    record KnownLink(UUID organisationId, UUID linkId, UUID userId) {}

    private static final String USER = "select id, name, email, role, kind, disabled from users ";

    private final JdbcClient jdbc;

    IdentityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Session.Organisation> organisations() {
        return jdbc.sql("select organisation_id, name from find_organisations()")
                .query(
                        (row, n) ->
                                new Session.Organisation(
                                        row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    void addOrganisation(UUID id, String name, Instant at) {
        jdbc.sql(
                        "insert into organisations (organisation_id, name, created_at) values (:id, :name, :at)")
                .param("id", id)
                .param("name", name)
                .param("at", Timestamp.from(at))
                .update();
    }

    String organisationName(UUID id) {
        return jdbc.sql("select name from organisations where organisation_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** Adds a user unless e-mail or handle is taken; tells whether it did. */
    boolean addUser(UUID organisation, User user, Instant at) {
        return jdbc.sql(
                                """
                                insert into users (organisation_id, id, name, email, role, kind, created_at)
                                values (:organisation, :id, :name, :email, :role, :kind, :at)
                                on conflict do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", user.id())
                        .param("name", user.name())
                        .param("email", user.email())
                        .param("role", Json.word(user.role()))
                        .param("kind", Json.word(user.kind()))
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    @Nullable User user(UUID id) {
        return jdbc.sql(USER + "where id = :id")
                .param("id", id)
                .query(IdentityStore::user)
                .optional()
                .orElse(null);
    }

    @Nullable Abilities abilities(UUID user) {
        return jdbc.sql("select groups, skills, languages from users where id = :id")
                .param("id", user)
                .query(
                        (row, n) ->
                                new Abilities(
                                        texts(row.getArray(1)),
                                        texts(row.getArray(2)),
                                        texts(row.getArray(3))))
                .optional()
                .orElse(null);
    }

    List<Group> groups() {
        var members = new TreeMap<String, List<Annotator>>();
        jdbc.sql(
                        """
                        select g.name, u.id, u.name, u.kind from users u, unnest(u.groups) as g (name)
                        where not u.disabled order by g.name, u.name, u.id
                        """)
                .query(
                        row -> {
                            members.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                                    .add(
                                            new Annotator(
                                                    row.getObject(2, UUID.class),
                                                    row.getString(3),
                                                    Json.constant(
                                                            AnnotatorKind.class,
                                                            row.getString(4))));
                        });
        return members.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    void setAbilities(UUID user, Abilities abilities) {
        jdbc.sql(
                        """
                        update users set groups = cast(:groups as text[]), skills = cast(:skills as text[]),
                            languages = cast(:languages as text[])
                        where id = :id
                        """)
                .param("groups", ArrayText.of(abilities.groups()))
                .param("skills", ArrayText.of(abilities.skills()))
                .param("languages", ArrayText.of(abilities.languages()))
                .param("id", user)
                .update();
    }

    List<HeldQualification> qualifications(UUID user) {
        return jdbc.sql(
                        """
                        select name, score, granted_at, expires_at from user_qualifications
                        where user_id = :user order by name
                        """)
                .param("user", user)
                .query(
                        (row, n) -> {
                            double score = row.getDouble(2);
                            Double known = row.wasNull() ? null : Double.valueOf(score);
                            Timestamp end = row.getTimestamp(4);
                            return new HeldQualification(
                                    row.getString(1),
                                    known,
                                    row.getTimestamp(3).toInstant(),
                                    end == null ? null : end.toInstant());
                        })
                .list();
    }

    void qualify(UUID organisation, UUID user, GrantQualification grant, UUID by, Instant at) {
        jdbc.sql(
                        """
                        insert into user_qualifications (organisation_id, user_id, name, score, granted_by, granted_at,
                            expires_at)
                        values (:organisation, :user, :name, :score, :by, :at, :end)
                        on conflict (organisation_id, user_id, name) do update
                        set score = excluded.score, granted_by = excluded.granted_by,
                            granted_at = excluded.granted_at, expires_at = excluded.expires_at
                        """)
                .param("organisation", organisation)
                .param("user", user)
                .param("name", grant.name())
                .param("score", grant.score(), Types.DOUBLE)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param(
                        "end",
                        grant.expiresAt() == null ? null : Timestamp.from(grant.expiresAt()),
                        Types.TIMESTAMP)
                .update();
    }

    boolean disqualify(UUID user, String name) {
        return jdbc.sql("delete from user_qualifications where user_id = :user and name = :name")
                        .param("user", user)
                        .param("name", name)
                        .update()
                == 1;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    @Nullable User userByHandle(String name) {
        return jdbc.sql(USER + "where name = :name and kind <> 'person'")
                .param("name", name)
                .query(IdentityStore::user)
                .optional()
                .orElse(null);
    }

    @Nullable User userByEmail(String email) {
        return jdbc.sql(USER + "where lower(email) = lower(:email)")
                .param("email", email)
                .query(IdentityStore::user)
                .optional()
                .orElse(null);
    }

    List<User> users(@Nullable UUID after, int atMost) {
        return jdbc.sql(
                        USER
                                + "where cast(:after as uuid) is null or id > :after order by id limit :n")
                .param("after", after)
                .param("n", atMost)
                .query(IdentityStore::user)
                .list();
    }

    /** Lets changes of an organisation's people happen one after the other. */
    void lockPeople(UUID organisation) {
        jdbc.sql(
                        """
                        select 1 from organisations where organisation_id = :organisation for no key update
                        """)
                .param("organisation", organisation)
                .query(Integer.class)
                .single();
    }

    /** Whether somebody else can sign in as an owner. */
    boolean hasOwnerBeside(UUID user) {
        return jdbc.sql(
                        """
                        select exists (select 1 from users
                            where role = 'owner' and kind = 'person' and not disabled and id <> :user)
                        """)
                .param("user", user)
                .query(Boolean.class)
                .single();
    }

    void changeUser(UUID id, Role role, boolean disabled) {
        jdbc.sql("update users set role = :role, disabled = :disabled where id = :id")
                .param("role", Json.word(role))
                .param("disabled", disabled)
                .param("id", id)
                .update();
    }

    void setCredentials(UUID id, String name, String passwordHash) {
        jdbc.sql("update users set name = :name, password_hash = :hash where id = :id")
                .param("name", name)
                .param("hash", passwordHash)
                .param("id", id)
                .update();
    }

    @Nullable Login login(String email) {
        return jdbc.sql("select organisation_id, user_id, password_hash from find_login(:email)")
                .param("email", email)
                .query(
                        (row, n) ->
                                new Login(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getString(3)))
                .optional()
                .orElse(null);
    }

    void addLink(UUID organisation, UUID id, UUID user, SecretHash hash, Instant expiresAt) {
        jdbc.sql(
                        """
                        insert into welcome_links (organisation_id, id, user_id, secret_hash, expires_at)
                        values (:organisation, :id, :user, :hash, :expires)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("user", user)
                .param("hash", hash.hex())
                .param("expires", Timestamp.from(expiresAt))
                .update();
    }

    @Nullable KnownLink link(SecretHash hash, Instant at) {
        return jdbc.sql("select organisation_id, link_id, user_id from find_welcome(:hash, :at)")
                .param("hash", hash.hex())
                .param("at", Timestamp.from(at))
                .query(
                        (row, n) ->
                                new KnownLink(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class)))
                .optional()
                .orElse(null);
    }

    /** Uses a link up; tells whether it was still there to be used. */
    boolean useLink(UUID id, Instant at) {
        return jdbc.sql("update welcome_links set used_at = :at where id = :id and used_at is null")
                        .param("at", Timestamp.from(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    void addSession(
            UUID organisation, UUID id, UUID user, SecretHash hash, Instant at, Instant end) {
        jdbc.sql(
                        """
                        insert into sessions (organisation_id, id, user_id, secret_hash, created_at, expires_at)
                        values (:organisation, :id, :user, :hash, :at, :end)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("user", user)
                .param("hash", hash.hex())
                .param("at", Timestamp.from(at))
                .param("end", Timestamp.from(end))
                .update();
    }

    @Nullable KnownSession session(SecretHash hash, Instant at) {
        return jdbc.sql(
                        "select organisation_id, session_id, user_id, role, expires_at"
                                + " from find_session(:hash, :at)")
                .param("hash", hash.hex())
                .param("at", Timestamp.from(at))
                .query(
                        (row, n) ->
                                new KnownSession(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class),
                                        Json.constant(Role.class, row.getString(4)),
                                        row.getTimestamp(5).toInstant()))
                .optional()
                .orElse(null);
    }

    void endSession(SecretHash hash, Instant at) {
        jdbc.sql(
                        "update sessions set ended_at = :at where secret_hash = :hash and ended_at is null")
                .param("at", Timestamp.from(at))
                .param("hash", hash.hex())
                .update();
    }

    void endSessionsOf(UUID user, Instant at) {
        jdbc.sql("update sessions set ended_at = :at where user_id = :user and ended_at is null")
                .param("at", Timestamp.from(at))
                .param("user", user)
                .update();
    }

    void addKey(UUID organisation, Key key, SecretHash hash) {
        jdbc.sql(
                        """
                        insert into api_keys (organisation_id, id, user_id, name, kind, prefix, secret_hash, created_at)
                        values (:organisation, :id, :user, :name, :kind, :prefix, :hash, :at)
                        """)
                .param("organisation", organisation)
                .param("id", key.id())
                .param("user", key.userId())
                .param("name", key.name())
                .param("kind", Json.word(key.kind()))
                .param("prefix", key.prefix())
                .param("hash", hash.hex())
                .param("at", Timestamp.from(key.createdAt()))
                .update();
    }

    List<Key> keys() {
        return jdbc.sql(
                        """
                        select k.id, k.name, k.user_id, u.role, k.kind, k.prefix, k.created_at
                        from api_keys k join users u on u.id = k.user_id
                        where k.revoked_at is null order by k.id
                        """)
                .query(
                        (row, n) ->
                                new Key(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getObject(3, UUID.class),
                                        Json.constant(Role.class, row.getString(4)),
                                        Json.constant(KeyKind.class, row.getString(5)),
                                        row.getString(6),
                                        row.getTimestamp(7).toInstant()))
                .list();
    }

    boolean revokeKey(UUID id, Instant at) {
        return jdbc.sql(
                                "update api_keys set revoked_at = :at where id = :id and revoked_at is null")
                        .param("at", Timestamp.from(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    @Nullable KnownKey key(SecretHash hash) {
        return jdbc.sql("select organisation_id, user_id, role, kind from find_key(:hash)")
                .param("hash", hash.hex())
                .query(
                        (row, n) ->
                                new KnownKey(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        Json.constant(Role.class, row.getString(3)),
                                        Json.constant(KeyKind.class, row.getString(4))))
                .optional()
                .orElse(null);
    }

    private static User user(ResultSet row, int n) throws SQLException {
        return new User(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Json.constant(Role.class, row.getString("role")),
                Json.constant(AnnotatorKind.class, row.getString("kind")),
                row.getBoolean("disabled"));
    }
}
