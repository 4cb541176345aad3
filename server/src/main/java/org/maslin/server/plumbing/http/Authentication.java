package org.maslin.server.plumbing.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;

/** Tells who a request comes from. Identity implements it; no route knows how it is done. */
public interface Authentication {

    /**
     * The principal of the request's session or API key, or null for a visitor.
     *
     * @throws RefusedException if a session's write comes without its token
     */
    @Nullable Principal principal(HttpServletRequest request);

    /** The principal of an API key that came in a way of a dialect's own, or null if it is none. */
    @Nullable Principal ofKey(String secret);
}
