package org.maslin.security.audit;

import org.maslin.security.KeyedHash;

/**
 * What the log holds instead of a personal value: HMAC-SHA-256 of the value under a salt of its
 * subject. Whoever has the salt can show what was meant; once the salt is erased nobody can, and
 * the tree still stands.
 */
public final class Commitment {

    private Commitment() {}

    /** The commitment to this value, as 64 hex digits. The salt has 16 random bytes or more. */
    public static String of(byte[] salt, String value) {
        return new KeyedHash(salt).hex(value);
    }
}
