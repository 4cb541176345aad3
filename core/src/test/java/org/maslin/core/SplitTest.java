package org.maslin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    @Test
    void of_firstByteOfHashUnder26_isHeldOut() {
        // SHA-256 of nothing begins with e3.
        assertThat(Split.of("")).isEqualTo(Split.TRAIN);
        for (int i = 0; i < 100; i++) {
            int first = Integer.parseInt(Sha256.hex("" + i).substring(0, 2), 16);
            assertThat(Split.of("" + i)).isEqualTo(first < 26 ? Split.HELD_OUT : Split.TRAIN);
        }
    }

    @Test
    void of_manyKeys_holdsOutAboutOneInTen() {
        long heldOut =
                IntStream.range(0, 20_000)
                        .filter(i -> Split.of("prompt " + i) == Split.HELD_OUT)
                        .count();
        assertThat(heldOut / 20_000.0).isBetween(0.095, 0.108);
    }

    @Test
    void named_otherWord_isRefused() {
        assertThat(Split.named("held-out")).isEqualTo(Split.HELD_OUT);
        assertThatThrownBy(() -> Split.named("test")).isInstanceOf(BadInputException.class);
    }
}
