package org.maslin.server.plumbing.db;

/** The two roles of the running server. Neither owns a table nor escapes row-level security. */
enum Role {
    READ_WRITE("maslin_rw", "postgres-rw", 10),
    READ_ONLY("maslin_ro", "postgres-ro", 4);

    private final String roleName;
    private final String secret;
    private final int poolSize;

    Role(String roleName, String secret, int poolSize) {
        this.roleName = roleName;
        this.secret = secret;
        this.poolSize = poolSize;
    }

    String roleName() {
        return roleName;
    }

    /** The name of the password among the secrets of the data folder. */
    String secret() {
        return secret;
    }

    int poolSize() {
        return poolSize;
    }
}
