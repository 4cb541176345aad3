package org.maslin.train.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The interpreter against jinja2; {@code cases.py} beside the cases made them. */
class TemplateTest {

    static Stream<JsonNode> cases() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(TemplateTest.class.getResourceAsStream("cases.json"))) {
            JsonMapper.shared().readTree(in).forEach(cases::add);
        }
        return cases.stream();
    }

    private static String render(String template) {
        return Template.parse("test", template)
                .render(Map.of(), () -> LocalDateTime.of(2026, 1, 15, 10, 20, 30))
                .text();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void snippet_rendersOrFailsAsJinjaDoes(JsonNode one) {
        String template = one.path("template").asString();
        if (one.has("fails")) {
            assertThatThrownBy(() -> render(template)).isInstanceOf(BadInputException.class);
        } else {
            assertThat(render(template)).isEqualTo(one.path("text").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
                "{% set x = 'aaaaaaaaaa' * 1000000 %}{{ x ~ x ~ x }}",
                "{% set ns = namespace(x='ab') %}{% for i in range(99) %}"
                        + "{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
                "{{ [1] * 999999999 }}"
            })
    void templateThatRunsAway_isStopped(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(BadInputException.class);
    }

    @Test
    void nestingWithoutEnd_isRefused() {
        String deep = "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}";
        assertThatThrownBy(() -> Template.parse("test", deep))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void generation_isCountedInCodePoints() {
        var rendered =
                Template.parse("test", "🙂{% generation %}né{% endgeneration %}.")
                        .render(Map.of(), LocalDateTime::now);
        assertThat(rendered.generations()).containsExactly(new Template.Span(1, 3));
    }
}
