package org.maslin.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

class GraderEndpointTest {

    @Test
    void none_hasNoModelsAndNoOptions() {
        assertThat(GraderEndpoint.NONE.models()).isNull();
        assertThat(GraderEndpoint.NONE.options()).isEmpty();
    }

    @Test
    void options_giveAChildTheSame() {
        var endpoint =
                new GraderEndpoint("https://judge.example.org/v1", List.of("10.0.0.0/8", "judge"));
        assertThat(endpoint.options())
                .containsExactly(
                        "--grader-endpoint",
                        "https://judge.example.org/v1",
                        "--allow-egress",
                        "10.0.0.0/8",
                        "--allow-egress",
                        "judge");
    }

    @Test
    void models_insideTheNetwork_areAskedOnlyWhereItIsAllowed() {
        String address = "http://127.0.0.1:9/v1";
        assertThatThrownBy(() -> new GraderEndpoint(address, List.of()).models())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--grader-endpoint");
        assertThat(new GraderEndpoint(address, List.of("127.0.0.1")).models()).isNotNull();
    }
}
