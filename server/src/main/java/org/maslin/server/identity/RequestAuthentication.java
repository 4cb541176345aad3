package org.maslin.server.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.security.SecretHash;
import org.maslin.server.plumbing.http.Authentication;
import org.maslin.server.plumbing.http.RefusedException;

/** Finds the principal of a request: an API key in its header, else a session by its cookie. */
final class RequestAuthentication implements Authentication {

    static final String COOKIE = "maslin_session";
    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String BEARER = "Bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final KnownPrincipals known;

    RequestAuthentication(KnownPrincipals known) {
        this.known = known;
    }

    @Override
    public @Nullable Principal principal(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith(BEARER)) {
            Principal holder = ofKey(header.substring(BEARER.length()).strip());
            if (holder == null) {
                throw RefusedException.unauthenticated();
            }
            return holder;
        }
        String secret = cookie(request);
        return secret == null ? null : ofSession(request, secret);
    }

    static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable Principal ofKey(String secret) {
        var key = known.key(SecretHash.of(secret));
        if (key == null) {
            return null;
        }
        return new Principal(
                key.userId(),
                key.organisationId(),
                key.role(),
                key.kind() == KeyKind.TEST ? Principal.How.TEST_KEY : Principal.How.KEY);
    }

    private @Nullable Principal ofSession(HttpServletRequest request, String secret) {
        var session = known.session(SecretHash.of(secret));
        if (session == null) {
            return null;
        }
        if (!SAFE.contains(request.getMethod())) {
            checkToken(request, secret);
        }
        return new Principal(
                session.userId(), session.organisationId(), session.role(), Principal.How.SESSION);
    }

    private static void checkToken(HttpServletRequest request, String secret) {
        String sent = request.getHeader(CSRF_HEADER);
        byte[] expected = Sessions.csrfToken(secret).getBytes(US_ASCII);
        if (sent == null || !MessageDigest.isEqual(expected, sent.getBytes(US_ASCII))) {
            throw RefusedException.forbidden("The write came without its session's X-CSRF-Token.");
        }
    }
}
