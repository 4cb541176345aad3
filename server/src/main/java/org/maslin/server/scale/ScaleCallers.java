package org.maslin.server.scale;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.http.Authentication;
import org.maslin.server.plumbing.http.Request;

/** Who calls: a key as the user of Basic authentication, or as a bearer. */
final class ScaleCallers {

    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    /** A live key with this at its end stands for the test half of its organisation. */
    private static final String AS_TEST = "|test";

    private final Authentication authentication;

    ScaleCallers(Authentication authentication) {
        this.authentication = authentication;
    }

    @Nullable Principal of(Request request) {
        String header = request.header("Authorization");
        String secret = header == null ? null : secret(header);
        if (secret == null || secret.isEmpty()) {
            return null;
        }
        if (!secret.endsWith(AS_TEST)) {
            return authentication.ofKey(secret);
        }
        Principal live =
                authentication.ofKey(secret.substring(0, secret.length() - AS_TEST.length()));
        return live == null
                ? null
                : new Principal(
                        live.userId(), live.organisationId(), live.role(), Principal.How.TEST_KEY);
    }

    private static @Nullable String secret(String header) {
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return header.substring(BEARER.length()).strip();
        }
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            byte[] pair = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String user = new String(pair, StandardCharsets.UTF_8);
            int colon = user.lastIndexOf(':');
            return colon < 0 ? user : user.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
