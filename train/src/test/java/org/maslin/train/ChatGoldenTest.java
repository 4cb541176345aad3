package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maslin.core.BadInputException;
import org.maslin.train.template.Template;
import org.maslin.train.tokenizer.ChatTemplate;
import org.maslin.train.tokenizer.Tokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Chat templates against apply_chat_template: text, generation spans, ids and masks. */
@Tag("shared")
class ChatGoldenTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 15, 10, 20, 30);
    private static Path golden;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void open() throws Exception {
        golden = SharedData.folder("data/training-golden");
        tokenizer = Tokenizer.load(golden.resolve("models/llama-gqa"));
    }

    @AfterAll
    static void close() {
        if (tokenizer != null) {
            tokenizer.close();
        }
    }

    static Stream<JsonNode> cases() throws Exception {
        List<JsonNode> cases = new ArrayList<>();
        JsonMapper.shared()
                .readTree(
                        Files.readString(
                                SharedData.folder("data/training-golden")
                                        .resolve("chat/cases.json")))
                .path("cases")
                .forEach(cases::add);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void template_rendersAsTheField(JsonNode one) throws Exception {
        String name = one.path("template").asString();
        String source = Files.readString(golden.resolve("chat/" + name + ".jinja"));
        ChatTemplate.Prompt prompt =
                one.path("add_generation_prompt").asBoolean()
                        ? ChatTemplate.Prompt.ASKED_FOR
                        : ChatTemplate.Prompt.NONE;
        JsonNode messages = one.path("messages");
        JsonNode more = one.path("kwargs");
        if (one.has("error")) {
            String message = one.path("error").path("message").asString("");
            assertThatThrownBy(() -> template(name, source).render(messages, prompt, more))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(source.contains("'" + message) ? message : "");
            return;
        }
        ChatTemplate template = template(name, source);
        Template.Rendered rendered = template.render(messages, prompt, more);
        assertThat(rendered.text()).isEqualTo(one.path("text").asString());
        if (one.has("generation_char_spans")) {
            List<String> spans = new ArrayList<>();
            one.path("generation_char_spans").forEach(span -> spans.add(span.toString()));
            assertThat(rendered.generations())
                    .extracting(span -> "[%d,%d]".formatted(span.start(), span.end()))
                    .isEqualTo(spans);
        }
        if (one.has("ids")) {
            ChatTemplate.Conversation encoded = template.encode(messages, prompt, more);
            assertThat(JsonMapper.shared().writeValueAsString(encoded.ids()))
                    .isEqualTo(one.path("ids").toString());
            List<Integer> mask = new ArrayList<>();
            for (boolean assistant : encoded.assistant()) {
                mask.add(assistant ? 1 : 0);
            }
            assertThat(JsonMapper.shared().writeValueAsString(mask))
                    .isEqualTo(one.path("assistant_mask").toString());
        }
    }

    private static ChatTemplate template(String name, String source) {
        return ChatTemplate.of(tokenizer, Template.parse(name, source), () -> NOW);
    }
}
