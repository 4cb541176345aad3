package org.maslin.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final Pulse pulse = new Pulse();
    private final long start = -7;

    private boolean isStill(long beat, long seconds) {
        return pulse.isStill(beat, start + Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void isStill_onlyAfterTheNumberStoodForFifteenSeconds() {
        assertThat(isStill(4, 0)).isFalse();
        assertThat(isStill(4, 14)).isFalse();
        assertThat(isStill(4, 15)).isTrue();
    }

    @Test
    void isStill_whenTheNumberMoved_beginsAnew() {
        assertThat(isStill(4, 0)).isFalse();
        assertThat(isStill(5, 40)).as("this process was stopped, not the other").isFalse();
        assertThat(isStill(5, 54)).isFalse();
        assertThat(isStill(5, 55)).isTrue();
        assertThat(isStill(6, 56)).isFalse();
    }
}
