package org.maslin.server.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.BadInputException;

class FreeDateTest {

    @ParameterizedTest
    @CsvSource({
        "2020-09-08, 2020-09-08T00:00:00Z",
        "2020-9-8, 2020-09-08T00:00:00Z",
        "2025-01-02 03:04:05.123456, 2025-01-02T03:04:05.123456Z",
        "2025-01-02T03:04:05, 2025-01-02T03:04:05Z",
        "2025-01-02T03:04, 2025-01-02T03:04:00Z",
        "2025-01-02 3:04:05.5, 2025-01-02T03:04:05.500Z",
        "2025-01-02T03:04:05.000000+0000, 2025-01-02T03:04:05Z",
        "2025-01-02T03:04:05+02:00, 2025-01-02T01:04:05Z",
        "2025-01-02 03:04:05 UTC, 2025-01-02T03:04:05Z",
        "2025-01-02T03:04:05.123Z, 2025-01-02T03:04:05.123Z",
    })
    void datesOfManyKinds_areRead(String text, Instant expected) {
        assertThat(FreeDate.parse("start_time", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "2025-13-01", "2025-02-30", "02/03/2025", "2025-01-02T25:00"})
    void whatIsNoDate_isNamed(String text) {
        assertThatThrownBy(() -> FreeDate.parse("start_time", text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("start_time")
                .hasMessageContaining(text);
    }

    @Test
    void rests_takeLessThanADayInAll_andGrow() {
        long longest = 0;
        for (int attempt = 1; attempt < CallbackFlow.MOST_ATTEMPTS; attempt++) {
            longest += CallbackFlow.rest(attempt, 1).toSeconds();
            assertThat(CallbackFlow.rest(attempt + 1, 0.5))
                    .isGreaterThan(CallbackFlow.rest(attempt, 0.5));
        }
        assertThat(longest).isLessThan(86_400);
    }
}
