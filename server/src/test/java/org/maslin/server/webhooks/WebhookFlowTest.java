package org.maslin.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

class WebhookFlowTest {

    /** printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_test-secret-of-length */
    @Test
    void signature_isWhatOpensslMakes() {
        assertThat(
                        WebhookFlow.signature(
                                "whsec_test-secret-of-length", 1_700_000_000L, "{\"a\":1}"))
                .isEqualTo(
                        "t=1700000000,v1=f56ae72b443ca8a84c463a8d7575133d7d3870545c7cbbdc8ffa44e472464762");
    }

    @Test
    void twentyAttempts_fitIntoADay_atTheirLongest_andRestLongerEachTime() {
        Duration longest = Duration.ZERO;
        for (int attempt = 1; attempt < WebhookFlow.MOST_ATTEMPTS; attempt++) {
            longest = longest.plus(WebhookFlow.rest(attempt, 1));
            assertThat(WebhookFlow.rest(attempt + 1, 0))
                    .isGreaterThan(WebhookFlow.rest(attempt, 1));
        }
        assertThat(longest).isBetween(Duration.ofHours(17), Duration.ofHours(23));
        assertThat(WebhookFlow.rest(1, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(WebhookFlow.rest(1, 1)).isEqualTo(Duration.ofSeconds(6));
        assertThat(WebhookFlow.wasLast(19, 500)).isFalse();
        assertThat(WebhookFlow.wasLast(20, 500)).isTrue();
        assertThat(WebhookFlow.wasLast(1, 410)).isTrue();
    }

    @Test
    void secret_dependsOnTheKeyTheWebhookAndTheVersion() {
        var id = new UUID(1, 2);
        String secret = WebhookFlow.secret(new byte[32], id, 1);
        assertThat(secret).startsWith("whsec_").hasSize(49);
        assertThat(secret).isEqualTo(WebhookFlow.secret(new byte[32], id, 1));
        assertThat(secret)
                .isNotEqualTo(WebhookFlow.secret(new byte[32], id, 2))
                .isNotEqualTo(WebhookFlow.secret(new byte[32], new UUID(1, 3), 1))
                .isNotEqualTo(
                        WebhookFlow.secret(
                                new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
                                id,
                                1));
    }

    @Test
    void unknownEvent_isRefused_withTheNearest() {
        assertThatThrownBy(() -> WebhookFlow.checked(List.of("task.complete")))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        bad -> assertThat(bad.hint()).contains("task.completed"));
        assertThatThrownBy(() -> WebhookFlow.checked(List.of("ping")))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> WebhookFlow.checked(List.of()))
                .isInstanceOf(BadInputException.class);
    }
}
