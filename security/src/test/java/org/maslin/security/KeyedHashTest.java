package org.maslin.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    @Test
    void hex_rfc4231Case1_isAsPublished() {
        var key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertThat(new KeyedHash(key).hex("Hi There"))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    @Test
    void hex_ofStream_isThatOfItsBytes() throws Exception {
        byte[] content = "grain".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        var hash = new KeyedHash(new byte[32]);
        assertThat(hash.hex(new ByteArrayInputStream(content))).isEqualTo(hash.hex(content));
    }

    @Test
    void forOrganisation_sameContentInTwo_hasTwoAddresses() {
        var installation = new byte[32];
        assertThat(KeyedHash.forOrganisation(installation, new UUID(0, 1)).hex("same"))
                .isNotEqualTo(KeyedHash.forOrganisation(installation, new UUID(0, 2)).hex("same"));
    }

    @Test
    void new_shortKey_isRefused() {
        assertThatThrownBy(() -> new KeyedHash(new byte[8])).hasMessageContaining("8 bytes");
    }

    @Test
    void matches_onlyItsOwnSecret() {
        String secret = Secrets.random(new SecureRandom(), 32);
        assertThat(secret).hasSize(43);
        assertThat(SecretHash.of(secret).matches(secret)).isTrue();
        assertThat(SecretHash.of(secret).matches(secret + "x")).isFalse();
    }
}
