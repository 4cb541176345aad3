package org.maslin.server.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.http.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class BodyTest {

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static Body body(String text) {
        return new Body(json(text));
    }

    private static void assertBad(ThrowingCallable read, String field) {
        assertThatThrownBy(read).isInstanceOf(BadInputException.class).hasMessageContaining(field);
    }

    @Test
    void fields_areReadWithTheirBounds() {
        Body body =
                body(
                        "{\"model\": \"a\", \"top_p\": 0.5, \"n\": 2, \"stop\": [\"x\", \"y\"], \"stream\": true}");
        assertThat(body.text("model")).isEqualTo("a");
        assertThat(body.number("top_p", 1, 0, 1)).isEqualTo(0.5);
        assertThat(body.number("temperature", 1, 0, 2)).isEqualTo(1);
        assertThat(body.count("n")).isEqualTo(2);
        assertThat(body.count("seed")).isNull();
        assertThat(body.texts("stop")).containsExactly("x", "y");
        assertThat(body.flag("stream")).isTrue();
        assertThat(body.textOrNull("suffix")).isNull();
    }

    @Test
    void wrongFields_areToldByName() {
        assertBad(() -> body("[]"), "body");
        assertBad(() -> body("{}").text("model"), "model");
        assertBad(() -> body("{\"model\": \"\"}").text("model"), "model");
        assertBad(() -> body("{\"top_p\": 2}").number("top_p", 1, 0, 1), "top_p");
        assertBad(() -> body("{\"n\": 0}").count("n"), "n");
        assertBad(() -> body("{\"n\": 1.5}").count("n"), "n");
        assertBad(() -> body("{\"stop\": [1]}").texts("stop"), "stop");
        assertBad(() -> body("{\"stop\": {}}").texts("stop"), "stop");
        assertBad(() -> body("{\"best_of\": 2}").only("best_of", "1"), "best_of");
        body("{\"best_of\": 1}").only("best_of", "1");
    }

    @Test
    void ids_areWrittenWithTheirKind_andReadBack() {
        var id = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);
        String written = Ident.of(Ident.FILE, id);
        assertThat(written).isEqualTo("file-0123456789abcdeffedcba9876543210");
        assertThat(Ident.read(Ident.FILE, written)).isEqualTo(id);
        for (String other : List.of("ftjob-0123456789abcdeffedcba9876543210", "file-xyz", "")) {
            assertThatThrownBy(() -> Ident.read(Ident.FILE, other))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void list_tellsItsEnds_andWhetherThereIsMore() {
        List<JsonNode> three =
                List.of(json("{\"id\": \"a\"}"), json("{\"id\": \"b\"}"), json("{\"id\": \"c\"}"));
        JsonNode cut = ListJson.of(three, 2);
        assertThat(cut.path("data")).hasSize(2);
        assertThat(cut.path("first_id").asString()).isEqualTo("a");
        assertThat(cut.path("last_id").asString()).isEqualTo("b");
        assertThat(cut.path("has_more").asBoolean()).isTrue();
        assertThat(ListJson.of(three, 3).path("has_more").asBoolean()).isFalse();
        assertThat(ListJson.of(List.of(), 3).has("first_id")).isFalse();
    }

    @Test
    void judgeWithoutAScore_givesNothing_andAnErrorThatSaysSo() {
        JsonNode grader = json("{\"type\": \"score_model\", \"name\": \"kind\"}");
        JsonNode given = GraderRoutes.answer(grader, 0.5);
        assertThat(given.path("reward").asDouble()).isEqualTo(0.5);
        assertThat(given.path("sub_rewards").path("kind").asDouble()).isEqualTo(0.5);
        JsonNode none = GraderRoutes.answer(JsonNodeFactory.instance.objectNode(), Double.NaN);
        assertThat(none.path("reward").asDouble()).isZero();
        assertThat(none.at("/metadata/errors/model_grader_parse_error").asBoolean()).isTrue();
    }
}
