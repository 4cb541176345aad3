package org.maslin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void write_keysInUtf16Order_escapesOnlyWhatMust() {
        var value =
                Map.of(
                        "\u20ac", "Euro",
                        "\r", "line\n",
                        "1", List.of(true, 7, -8L),
                        "\ud83d\ude02", "face",
                        "\u00f6", "\u001f\"\\/");
        assertThat(CanonicalJson.write(value))
                .isEqualTo(
                        "{\"\\r\":\"line\\n\",\"1\":[true,7,-8],\"\u00f6\":\"\\u001f\\\"\\\\/\",\"\u20ac\":\"Euro\",\"\ud83d\ude02\":\"face\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[],\"b\":{},\"c\":null,\"d\":[[1,2],\"x\"],\"e\":-9007199254740992}",
                "\"\\u0000\\b\\t\"",
                "[{\"a\":{\"b\":[false]}}]"
            })
    void parse_thenWrite_givesTheSameText(String text) {
        assertThat(CanonicalJson.write(CanonicalJson.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,\"a\":2}",
                "1.5",
                "1e3",
                "tru",
                "[1] 2",
                "\"\\x\"",
                "nul",
                "9007199254740993",
                "{1:2}",
                "\"open",
                "-",
                "\"\\u00g0\""
            })
    void parse_whatIsNoSuchJson_isRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> CanonicalJson.parse(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("JSON, character");
    }

    @Test
    void parse_tooDeep_isRefused() {
        assertThatThrownBy(() -> CanonicalJson.parse("[".repeat(100_000)))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void write_fraction_isRefusedWithAWayOut() {
        assertThatThrownBy(() -> CanonicalJson.write(0.5)).hasMessageContaining("as a string");
    }
}
