package org.maslin.server.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with 19 MiB and two passes, as OWASP advises; one decoy for accounts that are not there.
 */
final class Passwords {

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final String decoy;

    Passwords(String decoyPassword) {
        this.decoy = hash(decoyPassword);
    }

    String hash(String password) {
        return java.util.Objects.requireNonNull(encoder.encode(password));
    }

    /** Takes the same time for an unknown account (null) as for a wrong password. */
    boolean matches(String password, @Nullable String hash) {
        boolean equal = encoder.matches(password, hash == null ? decoy : hash);
        return equal && hash != null;
    }
}
