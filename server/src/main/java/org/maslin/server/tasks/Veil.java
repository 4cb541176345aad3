package org.maslin.server.tasks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.maslin.core.Sha256;

/**
 * What tasks are called towards those who answer them where some have a known answer: ids and keys
 * tell when and by whom a task was made, and would tell gold from the rest. An id is turned into
 * another by a permutation (one block of AES) that only the server can turn back.
 */
final class Veil {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LETTERS_A_KEY = 8;
    private static final int KEY_BYTES = 16;

    private final byte[] secret;
    private final SecretKeySpec key;

    Veil(byte[] secret) {
        this.secret = secret.clone();
        byte[] digest = Sha256.digest(secret);
        this.key = new SecretKeySpec(Arrays.copyOf(digest, KEY_BYTES), "AES");
    }

    byte[] secret() {
        return secret.clone();
    }

    UUID idOf(UUID task) {
        return turned(Cipher.ENCRYPT_MODE, task);
    }

    UUID taskOf(UUID shown) {
        return turned(Cipher.DECRYPT_MODE, shown);
    }

    /** A word of eight letters and digits. */
    String keyOf(UUID task) {
        long bits = idOf(task).getMostSignificantBits();
        var word = new StringBuilder();
        for (int i = 0; i < LETTERS_A_KEY; i++) {
            if (i == LETTERS_A_KEY / 2) {
                word.append('-');
            }
            word.append(LETTERS.charAt((int) (bits >>> 5 * i & 31)));
        }
        return word.toString();
    }

    private UUID turned(int mode, UUID id) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            var block = ByteBuffer.allocate(KEY_BYTES);
            block.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
            var turned = ByteBuffer.wrap(cipher.doFinal(block.array()));
            return new UUID(turned.getLong(), turned.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES.", e);
        }
    }
}
