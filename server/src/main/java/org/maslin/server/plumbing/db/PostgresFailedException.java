package org.maslin.server.plumbing.db;

/** A database that does not start or cannot be reached, with a way out. */
public final class PostgresFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    PostgresFailedException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
