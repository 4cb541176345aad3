package org.maslin.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedStreamsTest {

    private static final byte[] KEY = new byte[SealedStreams.KEY_BYTES];
    private static final byte[] HEADER = {1, 2, 3};

    private final byte[] content = new byte[2_500_000];

    SealedStreamsTest() {
        new Random(7).nextBytes(content);
    }

    private byte[] sealed() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sealing = SealedStreams.seal(out, KEY, HEADER)) {
            sealing.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] opened(byte[] sealed, byte[] key, byte[] header) throws IOException {
        try (var in = SealedStreams.open(new ByteArrayInputStream(sealed), key, header)) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatIsSealed_opensUnderItsKeyAndHeader() throws IOException {
        byte[] sealed = sealed();
        assertThat(opened(sealed, KEY, HEADER)).isEqualTo(content);
        assertThat(sealed).isNotEqualTo(sealed());
    }

    @Test
    void otherKeyOrHeader_changedByte_orCutEnd_isNoticed() throws IOException {
        byte[] sealed = sealed();
        byte[] otherKey = KEY.clone();
        otherKey[0] = 1;
        assertFails(sealed, otherKey, HEADER);
        assertFails(sealed, KEY, new byte[] {1, 2});
        assertFails(Arrays.copyOf(sealed, sealed.length - 1), KEY, HEADER);
        assertFails(Arrays.copyOf(sealed, 2 << 20), KEY, HEADER);
        sealed[sealed.length / 2] ^= 1;
        assertFails(sealed, KEY, HEADER);
    }

    private static void assertFails(byte[] sealed, byte[] key, byte[] header) {
        assertThatThrownBy(() -> opened(sealed, key, header)).isInstanceOf(IOException.class);
    }
}
