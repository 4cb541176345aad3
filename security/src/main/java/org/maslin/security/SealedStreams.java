package org.maslin.security;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * Streams of any length sealed under a key of 32 bytes: AES-256-GCM in segments of a megabyte, each
 * bound to its place, under a key derived for this stream (Tink's streaming AEAD). Reading fails
 * where a byte was changed, moved or cut off; what was read before that is right.
 */
public final class SealedStreams {

    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final int SEGMENT_BYTES = 1 << 20;

    private SealedStreams() {}

    /**
     * Seals what is written; closing it ends the stream.
     *
     * @param header what stands before it in the open, bound to it
     */
    public static OutputStream seal(OutputStream out, byte[] key, byte[] header)
            throws IOException {
        try {
            return streaming(key).newEncryptingStream(out, header);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The parameters of sealed streams are sound.", e);
        }
    }

    /** Opens a sealed stream; a wrong key is noticed at the first read, as an IOException. */
    public static InputStream open(InputStream in, byte[] key, byte[] header) throws IOException {
        try {
            return streaming(key).newDecryptingStream(in, header);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The parameters of sealed streams are sound.", e);
        }
    }

    private static AesGcmHkdfStreaming streaming(byte[] key) throws GeneralSecurityException {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "The key of a sealed stream (%d bytes) must have %d bytes."
                            .formatted(key.length, KEY_BYTES));
        }
        return new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    }
}
