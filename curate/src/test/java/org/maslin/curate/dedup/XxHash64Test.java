package org.maslin.curate.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XxHash64Test {

    /** By hand: nothing to read leaves prime 5, which the three steps of the avalanche mix. */
    @Test
    void hash_ofNothing_isTheAvalancheOfPrime5() {
        long h = 0x27D4EB2F165667C5L;
        h = (h ^ (h >>> 33)) * 0xC2B2AE3D27D4EB4FL;
        h = (h ^ (h >>> 29)) * 0x165667B19E3779F9L;
        h = h ^ (h >>> 32);

        assertThat(h).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(hash("", 0)).isEqualTo(h);
    }

    /** Published vectors: tails of one and three bytes, a seed, and more than one 32-byte block. */
    @Test
    void hash_agreesWithPublishedVectors() {
        assertThat(hash("a", 0)).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(hash("abc", 0)).isEqualTo(0x44BC2CF5AD770999L);
        assertThat(hash("xxhash", 20141025)).isEqualTo(0xB559B98D844E0635L);
        assertThat(hash("Nobody inspects the spammish repetition", 0))
                .isEqualTo(0xFBCEA83C8A378BF1L);
    }

    @Test
    void hash_ofPartOfAnArray_readsThatPartOnly() {
        byte[] bytes = "xxabcxx".getBytes(StandardCharsets.US_ASCII);

        assertThat(XxHash64.hash(bytes, 2, 5, 0)).isEqualTo(hash("abc", 0));
    }

    private static long hash(String text, long seed) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return XxHash64.hash(bytes, 0, bytes.length, seed);
    }
}
