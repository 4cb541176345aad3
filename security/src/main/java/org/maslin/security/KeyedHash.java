package org.maslin.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one key, as lower-case hex. Blobs are addressed by it, so that who
 * sees an address cannot test a guess of the content, and two organisations with the same content
 * have different addresses.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BUFFER_BYTES = 1 << 16;

    private final SecretKeySpec key;

    /** A hash under this key of at least 16 bytes. */
    public KeyedHash(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException(
                    "The key of a keyed hash (%d bytes) must have 16 bytes or more."
                            .formatted(key.length));
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The hash of one organisation, its key derived from the installation's. */
    public static KeyedHash forOrganisation(byte[] installationKey, UUID organisationId) {
        String name = "maslin/organisation-content/1/" + organisationId;
        return new KeyedHash(
                new KeyedHash(installationKey).digest(name.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] digest(byte[] content) {
        return start().doFinal(content);
    }

    public String hex(byte[] content) {
        return HexFormat.of().formatHex(digest(content));
    }

    /** The hash of a UTF-8 text. */
    public String hex(String content) {
        return hex(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of all that is left in a stream; it is not closed. */
    public String hex(InputStream content) throws IOException {
        Mac mac = start();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            mac.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private Mac start() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
        }
    }
}
