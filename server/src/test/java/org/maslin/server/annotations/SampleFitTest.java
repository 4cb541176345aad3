package org.maslin.server.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.projects.Asking;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.ChoiceQuestion;
import org.maslin.server.projects.Ontology;
import org.maslin.server.samples.Content;

class SampleFitTest {

    private static final Ontology SPANS =
            ontology(
                    "{'name': 'who', 'kind': 'regions', 'caption': 'Who?', 'shapes': ['span', 'spans'],"
                            + " 'classes': [{'name': 'person'}]}");
    private static final Ontology EACH =
            ontology(
                    "{'name': 'tone', 'kind': 'choice', 'caption': 'Tone?', 'asking': {'each': 'message'},"
                            + " 'classes': [{'name': 'good'}, {'name': 'bad'}]}");

    private static Ontology ontology(String question) {
        return Json.mapper()
                .readValue(
                        "{'questions': [%s]}".formatted(question).replace('\'', '"'),
                        Ontology.class);
    }

    private static Content content(String json) {
        return Json.mapper().readValue(json.replace('\'', '"'), Content.class);
    }

    private static Map<String, Object> regions(Map<String, Object> shape) {
        return Map.of("who", Map.of("regions", List.of(shape)));
    }

    @Test
    void span_thatEndsWithItsText_fits_inCodePoints() {
        Content text = content("{'kind': 'text', 'text': 'Ada 🥖'}");
        assertThat(SampleFit.isAsked(SPANS)).isTrue();
        assertThatCode(
                        () ->
                                SampleFit.check(
                                        SPANS,
                                        regions(Map.of("span", Map.of("start", 0, "end", 5))),
                                        text))
                .doesNotThrowAnyException();
    }

    @Test
    void span_thatEndsBehindItsText_isRefused_withItsPlace() {
        Content text = content("{'kind': 'text', 'text': 'Ada 🥖'}");
        assertThatThrownBy(
                        () ->
                                SampleFit.check(
                                        SPANS,
                                        regions(
                                                Map.of(
                                                        "spans",
                                                        List.of(
                                                                Map.of("start", 0, "end", 1),
                                                                Map.of("start", 2, "end", 6)))),
                                        text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("answers.who.regions[0].spans.end")
                .hasMessageContaining("at most 5");
    }

    private static final Content TALK =
            content(
                    "{'kind': 'conversation', 'messages': [{'role': 'user', 'content': 'Hi 🥖'},"
                            + " {'role': 'assistant', 'content': 'Two coins.'}]}");

    private static Map<String, Object> span(int start, int end) {
        return Map.of("start", start, "end", end);
    }

    @Test
    void span_ofAConversation_standsInTheMessageThatItNames() {
        SampleFit.check(SPANS, regions(Map.of("message", 0, "span", span(0, 4))), TALK);
        SampleFit.check(
                SPANS,
                regions(Map.of("message", 1, "spans", List.of(span(0, 3), span(4, 10)))),
                TALK);
        assertThatThrownBy(
                        () ->
                                SampleFit.check(
                                        SPANS,
                                        regions(Map.of("message", 0, "span", span(0, 5))),
                                        TALK))
                .hasMessageContaining("answers.who.regions[0].span.end")
                .hasMessageContaining("at most 4");
    }

    @Test
    void span_ofAConversation_withoutAMessageThatIsThere_isRefused_withTheWayOut() {
        assertThatThrownBy(() -> SampleFit.check(SPANS, regions(Map.of("span", span(0, 2))), TALK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("answers.who.regions[0].message")
                .hasMessageContaining("from 0 to 1")
                .extracting("hint")
                .asString()
                .startsWith("Name the message");
        assertThatThrownBy(
                        () ->
                                SampleFit.check(
                                        SPANS,
                                        regions(Map.of("message", 2, "span", span(0, 2))),
                                        TALK))
                .hasMessageContaining("from 0 to 1");
        Content text = content("{'kind': 'text', 'text': 'Ada'}");
        assertThatThrownBy(
                        () ->
                                SampleFit.check(
                                        SPANS,
                                        regions(Map.of("message", 0, "span", span(0, 2))),
                                        text))
                .hasMessageContaining("answers.who.regions[0].message")
                .hasMessageContaining("no messages");
    }

    @Test
    void list_hasAnAnswerForEachMessage() {
        Content talk =
                content(
                        "{'kind': 'conversation', 'messages': [{'role': 'user', 'content': 'a'},"
                                + " {'role': 'assistant', 'content': 'b'}]}");
        assertThat(SampleFit.isAsked(EACH)).isTrue();
        assertThatCode(() -> SampleFit.check(EACH, Map.of("tone", List.of("good", "bad")), talk))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SampleFit.check(EACH, Map.of("tone", List.of("good")), talk))
                .hasMessageContaining("1 answers")
                .hasMessageContaining("each of the 2 messages");
    }

    private static Content said(String text) {
        return new Content(Content.Kind.TEXT, text, null, null, null, null, null, null);
    }

    @Test
    void steps_areWhatBlankLinesPart_asBrowsersCountThem() {
        assertThat(SampleFit.steps(said("One.\n\nTwo,\nstill two.\n \t\nThree.\n\n"))).isEqualTo(3);
        assertThat(SampleFit.steps(said("\n\n\u00a0\n\n"))).isZero();
        assertThat(SampleFit.steps(said("One.\n\u00a0\nTwo."))).isEqualTo(2);
    }

    @Test
    void anAnswerForEachStep_hasAsManyAsThereAre() {
        var classes = List.of(ChoiceClass.named("yes"), ChoiceClass.named("no"));
        var each = new Asking(null, null, null, null, Asking.Each.STEP);
        var ontology =
                new Ontology(null, List.of(new ChoiceQuestion("right", "Right?", classes, each)));
        assertThat(SampleFit.isAsked(ontology)).isTrue();
        Content two = said("One.\n\nTwo.");
        SampleFit.check(ontology, Map.of("right", List.of("yes", "no")), two);
        assertThatThrownBy(() -> SampleFit.check(ontology, Map.of("right", List.of("yes")), two))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("one for each of the 2 steps");
    }
}
