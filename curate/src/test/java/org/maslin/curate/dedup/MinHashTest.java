package org.maslin.curate.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;

class MinHashTest {

    /** Of the item 0 hash j is b_j, and b_0 as numpy draws it after 112 a's is known. */
    @Test
    void signature_ofZero_isB() {
        var signature = new long[112];

        new MinHash(112).signature(new long[] {0}, 1, signature);

        assertThat(signature[0]).isEqualTo(1062448801025099917L);
    }

    @Test
    void signature_isThatOfTheDefinition() {
        var random = new Seed(3).derive("items").generator();
        for (int hashes : new int[] {1, 3, 112}) {
            for (int count : new int[] {1, 2, 500}) {
                long[] items = random.longs(count).toArray();
                var fast = new long[hashes];
                var plain = new long[hashes];
                var minHash = new MinHash(hashes);

                minHash.signature(items, count, fast);
                minHash.plainSignature(items, count, plain);

                assertThat(fast).isEqualTo(plain);
            }
        }
    }

    @Test
    void signature_ofEmptySet_isAllMaximal() {
        var signature = new long[5];

        new MinHash(5).signature(new long[0], 0, signature);

        assertThat(Arrays.stream(signature)).containsOnly(Long.MAX_VALUE);
    }
}
