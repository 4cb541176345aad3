package org.maslin.security.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.maslin.core.BadInputException;
import org.maslin.core.Sha256;

/**
 * The public half of a {@link SigningKey}, with its name: what an outsider needs. Its text is the
 * verifier key of the C2SP signed-note specification: name, key hash and Base64 of the algorithm
 * byte (1, Ed25519) and the 32 key bytes, joined by plus signs.
 */
public final class VerifierKey {

    /** What stands before the 32 key bytes in an X.509 public key of Ed25519 (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final int HASH_BYTES = 4;

    private final String name;
    private final byte[] key;

    VerifierKey(String name, byte[] key) {
        if (name.isEmpty() || name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')) {
            throw new IllegalArgumentException(
                    "The key name (%s) must have a letter, and no space or plus sign."
                            .formatted(name));
        }
        this.name = name;
        this.key = key.clone();
    }

    /**
     * The key with this text.
     *
     * @throws BadInputException if it is no Ed25519 verifier key or its hash does not fit
     */
    public static VerifierKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        try {
            byte[] typed = Base64.getDecoder().decode(parts.length == 3 ? parts[2] : "");
            if (typed.length == 1 + KEY_BYTES && typed[0] == ED25519) {
                var key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
                if (key.toString().equals(text.strip())) {
                    return key;
                }
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new BadInputException(
                "verifier key",
                text.isEmpty() ? "nothing" : text,
                "name+hash+key, as in a signed note of Ed25519",
                "Take the line the installation shows as its public key, whole.");
    }

    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256 over name, line feed, algorithm byte and key. */
    byte[] hash() {
        var named = new ByteArrayOutputStream();
        named.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        named.write('\n');
        named.writeBytes(typed());
        return Arrays.copyOf(Sha256.digest(named.toByteArray()), HASH_BYTES);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(key, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private byte[] typed() {
        var typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, KEY_BYTES);
        return typed;
    }

    @Override
    public String toString() {
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(hash()),
                        Base64.getEncoder().encodeToString(typed()));
    }
}
