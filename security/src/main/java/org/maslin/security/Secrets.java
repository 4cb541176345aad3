package org.maslin.security;

import java.security.SecureRandom;
import java.util.Base64;

/** Fresh secrets that a person or program carries: API keys, one-time links, session ids. */
public final class Secrets {

    private Secrets() {}

    /** A secret of this many random bytes (16 or more), as unpadded URL-safe Base64. */
    public static String random(SecureRandom random, int bytes) {
        if (bytes < 16) {
            throw new IllegalArgumentException(
                    "A secret of %d bytes can be guessed; use 16 or more.".formatted(bytes));
        }
        var secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
