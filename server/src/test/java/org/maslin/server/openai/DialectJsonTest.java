package org.maslin.server.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.server.generation.Piece;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class DialectJsonTest {

    private static final List<Piece.Chance> CHANCES =
            List.of(
                    new Piece.Chance("é", -0.5, List.of(new Piece.Likely("e", -0.25))),
                    new Piece.Chance("t", -1, List.of()));

    private static Map<String, Object> settings(String given) {
        Map<String, Object> settings = new HashMap<>();
        new Hyperparameters(JsonMapper.shared().readTree(given))
                .put(settings, "learning_rate_multiplier", "learning_rate", 100, 0.5);
        return settings;
    }

    @Test
    void hyperparameter_isMultiplied_andAutoLeavesItToUs() {
        assertThat(settings("{\"learning_rate_multiplier\": 4}"))
                .containsEntry("learning_rate", 2.0);
        assertThat(settings("{\"learning_rate_multiplier\": \"auto\"}")).isEmpty();
        assertThat(settings("{}")).isEmpty();
    }

    @Test
    void hyperparameterBeyondItsLimit_isRefused() {
        for (String bad : List.of("0", "-1", "101", "\"fast\"")) {
            assertThatThrownBy(() -> settings("{\"learning_rate_multiplier\": %s}".formatted(bad)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("hyperparameters.learning_rate_multiplier");
        }
    }

    @Test
    void chancesInChat_tellTokensByTheirBytes() {
        var first = Chances.ofChat(CHANCES).path("content").get(0);
        assertThat(first.path("logprob").asDouble()).isEqualTo(-0.5);
        // é is C3 A9 in UTF-8.
        assertThat(first.path("bytes").toString()).isEqualTo("[195,169]");
        assertThat(first.path("top_logprobs").get(0).path("token").asString()).isEqualTo("e");
    }

    @Test
    void chancesInText_tellWhereEachTokenBegins() {
        ObjectNode json = Chances.ofText(CHANCES, 7);
        assertThat(json.path("text_offset").toString()).isEqualTo("[7,8]");
        assertThat(json.path("token_logprobs").toString()).isEqualTo("[-0.5,-1.0]");
    }

    @Test
    void vector_isWrittenAsNumbersOrAsLittleEndianFloats() {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        Vectors.put(plain, new float[] {1, -2}, Vectors.Form.NUMBERS);
        assertThat(plain.path("embedding").toString()).isEqualTo("[1.0,-2.0]");
        ObjectNode packed = JsonNodeFactory.instance.objectNode();
        Vectors.put(packed, new float[] {1, -2}, Vectors.Form.BASE64);
        // 1 is 3F800000 and -2 is C0000000, written from the last byte to the first.
        assertThat(packed.path("embedding").asString()).isEqualTo("AACAPwAAAMA=");
    }
}
