package org.maslin.security.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** An Ed25519 key (RFC 8032) with a name, by which checkpoints are signed. */
public final class SigningKey {

    /** The length of the secret in bytes. */
    public static final int SECRET_BYTES = 32;

    /** What stands before the secret in PKCS#8 (RFC 8410). */
    private static final byte[] PKCS8_PREFIX =
            HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final PrivateKey key;
    private final byte[] secret;
    private final VerifierKey verifierKey;

    private SigningKey(String name, byte[] secret) {
        this.secret = secret.clone();
        try {
            this.key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8()));
            this.verifierKey = new VerifierKey(name, publicBytes(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519.", e);
        }
    }

    /** A new key. */
    public static SigningKey create(String name, SecureRandom random) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new SigningKey(name, secret);
    }

    /** The key with these 32 secret bytes. */
    public static SigningKey ofSecret(String name, byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "An Ed25519 secret has 32 bytes, not %d.".formatted(secret.length));
        }
        return new SigningKey(name, secret);
    }

    /**
     * The key written by {@link #pkcs8} or by any other program.
     *
     * @throws IllegalArgumentException if the bytes are no Ed25519 key in PKCS#8
     */
    public static SigningKey ofPkcs8(String name, byte[] pkcs8) {
        try {
            var key =
                    (EdECPrivateKey)
                            KeyFactory.getInstance("Ed25519")
                                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return ofSecret(name, key.getBytes().orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The signing key is no Ed25519 key in PKCS#8. Restore the key file from a backup.",
                    e);
        }
    }

    /** The key in PKCS#8, for a file nobody else reads. */
    public byte[] pkcs8() {
        byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + SECRET_BYTES);
        System.arraycopy(secret, 0, encoded, PKCS8_PREFIX.length, SECRET_BYTES);
        return encoded;
    }

    /** The public half. */
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key cannot sign.", e);
        }
    }

    /**
     * The public key of a secret. The JDK tells it only when it draws a key itself, so it is given
     * the secret to draw.
     */
    private static byte[] publicBytes(byte[] secret) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, new Fixed(secret));
        byte[] x509 = generator.generateKeyPair().getPublic().getEncoded();
        return Arrays.copyOfRange(x509, x509.length - SECRET_BYTES, x509.length);
    }

    /** Draws one given secret. */
    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] secret;

        Fixed(byte[] secret) {
            this.secret = secret;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(secret, 0, bytes, 0, bytes.length);
        }
    }
}
