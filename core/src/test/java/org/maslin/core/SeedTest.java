package org.maslin.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedTest {

    @Test
    void derive_ofTheSameNames_isTheSameSeed() {
        assertThat(new Seed(42).derive("raters", "3"))
                .isEqualTo(new Seed(42).derive("raters", "3"));
    }

    @Test
    void derive_separatesNames_soThatTwoPathsNeverCollide() {
        assertThat(new Seed(42).derive("ab", "c")).isNotEqualTo(new Seed(42).derive("a", "bc"));
    }

    /** By hand: SHA-256 of the four bytes "42", 0, "x" begins with these eight bytes. */
    @Test
    void derive_isTheHeadOfTheHash() {
        String hash = Sha256.hex("42\0x");

        assertThat(new Seed(42).derive("x").value())
                .isEqualTo(Long.parseUnsignedLong(hash.substring(0, 16), 16));
    }

    @Test
    void generator_startsAnewEachTime() {
        var seed = new Seed(7);

        assertThat(seed.generator().nextLong()).isEqualTo(seed.generator().nextLong());
    }
}
