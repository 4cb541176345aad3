package org.maslin.server.plumbing.http;

import org.jspecify.annotations.Nullable;

/**
 * A request that is refused for a reason the caller can understand: an HTTP status, a stable code,
 * what happened, and a way out.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String hint;

    private RefusedException(int status, String code, String message, @Nullable String hint) {
        super(message);
        this.status = status;
        this.code = code;
        this.hint = hint;
    }

    public static RefusedException unauthenticated() {
        return new RefusedException(
                401, "unauthenticated", "Nobody is signed in.", "Sign in, or send an API key.");
    }

    public static RefusedException wrongCredentials() {
        return new RefusedException(
                401,
                "wrong-credentials",
                "E-mail address and password do not match an account.",
                "Check both, or ask an admin for a new link.");
    }

    /** Somebody is known but may not; says what would be needed. */
    public static RefusedException forbidden(String message) {
        return new RefusedException(403, "forbidden", message, "Ask an owner or admin.");
    }

    /** A thing that is not there, or not there for this organisation: the two look the same. */
    public static RefusedException notFound(String kind, Object id) {
        return new RefusedException(
                404,
                "not-found",
                "There is no %s %s.".formatted(kind, id),
                "Check the id; it may belong to another organisation.");
    }

    public static RefusedException conflict(String code, String message, String hint) {
        return new RefusedException(409, code, message, hint);
    }

    public static RefusedException gone(String code, String message, String hint) {
        return new RefusedException(410, code, message, hint);
    }

    public static RefusedException tooManyRequests(String message, String hint) {
        return new RefusedException(429, "too-many-requests", message, hint);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable String hint() {
        return hint;
    }
}
