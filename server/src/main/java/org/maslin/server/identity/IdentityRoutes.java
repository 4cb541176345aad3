package org.maslin.server.identity;

import java.util.Map;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.springframework.http.HttpMethod;

/** The HTTP of identity. */
final class IdentityRoutes implements Routes {

    private final Users users;
    private final Sessions sessions;
    private final Keys keys;

    IdentityRoutes(Users users, Sessions sessions, Keys keys) {
        this.users = users;
        this.sessions = sessions;
        this.keys = keys;
    }

    @Override
    public void addTo(RouteTable table) {
        table.open(HttpMethod.GET, "/session", this::session);
        table.open(HttpMethod.POST, "/session", this::signIn);
        table.open(HttpMethod.DELETE, "/session", this::signOut);
        table.open(HttpMethod.POST, "/welcome", this::welcome);
        table.get(
                "/users",
                Action.READ_USERS,
                r -> Reply.ok(users.list(r.principal(), r.afterId(), r.limit())));
        table.post(
                "/users",
                Action.MANAGE_USERS,
                r -> Reply.created(users.invite(r.principal(), r.body(NewUser.class), r.home())));
        table.patch(
                "/users/{userId}",
                Action.MANAGE_USERS,
                r ->
                        Reply.ok(
                                users.change(
                                        r.principal(), r.id("userId"), r.body(UserChange.class))));
        String held = "/users/{userId}/qualifications";
        table.get(
                held,
                Action.READ_USERS,
                r ->
                        Reply.ok(
                                new Page<>(
                                        users.qualifications(r.principal(), r.id("userId")),
                                        null)));
        table.post(
                held,
                Action.MANAGE_GOLD,
                r ->
                        Reply.ok(
                                users.qualify(
                                        r.principal(),
                                        r.id("userId"),
                                        r.body(GrantQualification.class))));
        table.delete(
                held + "/{name}",
                Action.MANAGE_GOLD,
                r -> {
                    users.disqualify(r.principal(), r.id("userId"), r.text("name"));
                    return Reply.noContent();
                });
        table.get(
                "/groups",
                Action.READ_USERS,
                r -> Reply.ok(new Page<>(users.groups(r.principal()), null)));
        table.get(
                "/users/{userId}/abilities",
                Action.READ_USERS,
                r -> Reply.ok(users.abilities(r.principal(), r.id("userId"))));
        table.put(
                "/users/{userId}/abilities",
                Action.MANAGE_USERS,
                r ->
                        Reply.ok(
                                users.setAbilities(
                                        r.principal(), r.id("userId"), r.body(Abilities.class))));
        table.get(
                "/keys",
                Action.READ_KEYS,
                r -> Reply.ok(Map.of("items", keys.list(r.principal()))));
        table.post(
                "/keys",
                Action.MANAGE_KEYS,
                r -> Reply.created(keys.create(r.principal(), r.body(NewKey.class))));
        table.delete("/keys/{keyId}", Action.MANAGE_KEYS, this::revokeKey);
    }

    private Reply session(Request request) {
        return Reply.ok(sessions.current(RequestAuthentication.cookie(request.servlet())));
    }

    private Reply signIn(Request request) {
        return begun(request, sessions.signIn(request.body(SignIn.class)));
    }

    private Reply welcome(Request request) {
        return begun(request, sessions.welcome(request.body(Welcome.class)));
    }

    private Reply signOut(Request request) {
        sessions.signOut(request.principal(), RequestAuthentication.cookie(request.servlet()));
        return Reply.noContent().withCookie(cookie(request, "", 0));
    }

    private Reply revokeKey(Request request) {
        keys.revoke(request.principal(), request.id("keyId"));
        return Reply.noContent();
    }

    private static Reply begun(Request request, Sessions.Begun begun) {
        return Reply.ok(begun.session()).withCookie(cookie(request, begun.secret(), -1));
    }

    private static String cookie(Request request, String value, int maxAge) {
        return RequestAuthentication.COOKIE
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Lax"
                + (maxAge >= 0 ? "; Max-Age=" + maxAge : "")
                + (request.servlet().isSecure() ? "; Secure" : "");
    }
}
