package org.maslin.server.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnAddressTest {

    @Test
    void towards_aDatabaseOfThisMachine_isLoopback() {
        assertThat(OwnAddress.towards(null)).isEqualTo("127.0.0.1");
        assertThat(OwnAddress.towards("jdbc:postgresql://127.0.0.1:5432/maslin?user=owner"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void towards_severalHosts_looksAtTheFirst() {
        assertThat(OwnAddress.towards("jdbc:postgresql://127.0.0.1:5432,192.0.2.1:5433/maslin"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void towards_aHostThatNobodyKnows_isLoopback() {
        assertThat(OwnAddress.towards("jdbc:postgresql://nobody.invalid:5432/maslin"))
                .isEqualTo("127.0.0.1");
    }
}
