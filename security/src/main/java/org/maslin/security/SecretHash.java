package org.maslin.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.maslin.core.Sha256;

/**
 * What is stored of a secret from {@link Secrets}: its SHA-256. Enough for random secrets, which
 * cannot be guessed; passwords need a slow hash instead.
 *
 * @param hex 64 lower-case hex digits
 */
public record SecretHash(String hex) {

    public static SecretHash of(String secret) {
        return new SecretHash(Sha256.hex(secret));
    }

    /** Whether this is the hash of that secret; takes the same time for any wrong one. */
    public boolean matches(String secret) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII),
                of(secret).hex.getBytes(StandardCharsets.US_ASCII));
    }
}
