package org.maslin.server.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.http.Json;
import tools.jackson.core.type.TypeReference;

/** The sentences that a manager and an annotator read when ontology or answer do not hold. */
class OntologyTest {

    private static final String EVERY_KIND =
            """
            {"questions": [
              {"name": "kind", "kind": "choice", "caption": "Which?", "classes": [
                {"name": "animal", "classes": [{"name": "cat"}, {"name": "dog"}]}, {"name": "none"}]},
              {"name": "traits", "kind": "multi-choice", "caption": "Which traits?", "least": 1,
                "classes": [{"name": "old"}, {"name": "wild"}],
                "asking": {"when": {"question": "kind", "labels": ["cat", "dog"]}}},
              {"name": "nice", "kind": "rating", "caption": "How nice?", "low": 1, "high": 5},
              {"name": "weight", "kind": "number", "caption": "How heavy?", "low": 0, "unit": "kg"},
              {"name": "why", "kind": "text", "caption": "Why?", "asking": {"required": false}},
              {"name": "order", "kind": "ranking", "caption": "In which order?", "ties": true},
              {"name": "best", "kind": "best-of", "caption": "Which is best?"},
              {"name": "marks", "kind": "rubric", "caption": "Marks", "criteria": [
                {"name": "true", "low": 0, "high": 3}, {"name": "short", "low": 0, "high": 1, "weight": 0.5}]},
              {"name": "better-text", "kind": "rewrite", "caption": "Write it better"},
              {"name": "where", "kind": "regions", "caption": "Where?", "shapes": ["box", "span", "spans"],
                "classes": [{"name": "ear"}, {"name": "tail"}],
                "attributes": [{"name": "hidden", "kind": "choice", "caption": "Hidden?",
                  "classes": [{"name": "yes"}, {"name": "no"}],
                  "asking": {"when": {"question": "label", "labels": ["ear"]}}}],
                "relations": [{"name": "beside", "from": ["ear"], "to": ["tail"]}, {"name": "same", "chain": true}]},
              {"name": "raw", "kind": "data", "caption": "Anything"}]}
            """;

    private static final String ANSWERS =
            """
            {"kind": "cat", "traits": ["wild"], "nice": 4, "weight": 3.5, "order": [[2], [0, 1]], "best": 2,
             "marks": {"true": 3, "short": 0}, "better-text": "A cat.",
             "where": {"regions": [
                {"id": "a", "label": "ear", "box": {"x": 1, "y": 2, "width": 3, "height": 4},
                  "attributes": {"hidden": "no"}, "origin": "human"},
                {"id": "b", "label": "tail", "span": {"start": 0, "end": 5}},
                {"id": "c", "label": "tail", "spans": [{"start": 0, "end": 2}, {"start": 7, "end": 9}],
                  "origin": "accepted"}],
                "relations": [{"name": "beside", "from": "a", "to": "b"}]},
             "raw": {"any": [1, null]}}
            """;

    private static final Ontology ONTOLOGY = ontology(EVERY_KIND);

    private static Ontology ontology(String json) {
        return Json.mapper().readValue(json, Ontology.class);
    }

    private static Map<String, Object> answers(String json) {
        return Json.mapper().readValue(json, new TypeReference<>() {});
    }

    @Test
    void ontology_ofEveryKind_isWrittenAsItIsRead() {
        assertThat(ontology(Json.mapper().writeValueAsString(ONTOLOGY))).isEqualTo(ONTOLOGY);
        assertThat(ONTOLOGY.questions())
                .hasSize(Question.class.getPermittedSubclasses().length - 1);
        assertThat(ONTOLOGY.leading()).isEqualTo(ONTOLOGY.questions().getFirst());
    }

    @Test
    void answers_toEveryKind_areTaken() {
        assertThatCode(() -> ONTOLOGY.checkComplete(answers(ANSWERS), 3))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\": \"cat\"|\"kind\": \"catt\"|answers.kind|Maybe you meant \"cat\"",
                "\"kind\": \"cat\"|\"kind\": \"animal\"|answers.kind|Known are: cat, dog, none",
                "\"kind\": \"cat\"|\"kind\": \"none\"|answers.traits|Leave it out",
                "[\"wild\"]|[\"wild\", \"wild\"]|answers.traits[1]|Change the answer",
                "[\"wild\"]|[]|answers.traits|Change the answer",
                "\"nice\": 4|\"nice\": 6|answers.nice|Change the answer",
                "\"nice\": 4|\"nice\": 4.5|answers.nice|Change the answer",
                "\"weight\": 3.5|\"weight\": -1|answers.weight|Change the answer",
                "[[2], [0, 1]]|[[2], [], [0, 1]]|answers.order[1]|Change the answer",
                "[[2], [0, 1]]|[[2], [0]]|answers.order|Change the answer",
                "[[2], [0, 1]]|[[2], [0, 2]]|answers.order[1]|Change the answer",
                "\"best\": 2|\"best\": 3|answers.best|Change the answer",
                "\"short\": 0|\"shrot\": 0|answers.marks|Maybe you meant \"short\"",
                "\"A cat.\"|\" \"|answers.better-text|Change the answer",
                "\"width\": 3|\"width\": 0|answers.where.regions[0].box.width|Change the answer",
                "\"end\": 5|\"end\": 0|answers.where.regions[1].span|Change the answer",
                "\"tail\", \"span\"|\"tail\", \"message\": -1, \"span\"|answers.where.regions[1].message|Change the answer",
                "\"origin\": \"human\"|\"message\": 0|answers.where.regions[0].message|Change the answer",
                "\"start\": 7|\"start\": 2|answers.where.regions[2].spans[1]|Change the answer",
                "{\"start\": 0, \"end\": 2}, |''|answers.where.regions[2].spans|Change the answer",
                "\"accepted\"|\"acepted\"|answers.where.regions[2].origin|Maybe you meant",
                "{\"hidden\": \"no\"}|{}|answers.where.regions[0].attributes.hidden|Answer the question",
                "\"id\": \"b\"|\"id\": \"a\"|answers.where.regions[1].id|Change the answer",
                "\"from\": \"a\"|\"from\": \"b\"|answers.where.relations[0].from|Change the answer",
                "\"to\": \"b\"|\"to\": \"z\"|answers.where.relations[0].to|Change the answer",
                "\"raw\"|\"raww\"|answers.raww|Maybe you meant \"raw\"",
            })
    void answer_thatIsNotAllowed_isNamed(String right, String wrong, String place, String hint) {
        Map<String, Object> answers = answers(ANSWERS.replace(right, wrong));
        assertThatThrownBy(() -> ONTOLOGY.checkComplete(answers, 3))
                .hasFieldOrPropertyWithValue("place", place)
                .extracting("hint")
                .asString()
                .contains(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"hidden\": \"no\"}|{}",
                "{\"true\": 3, \"short\": 0}|{\"short\": 0}",
                "[\"wild\"]|[]",
            })
    void draft_mayLackWhatAnAnswerNeeds(String right, String begun) {
        Map<String, Object> answers = answers(ANSWERS.replace(right, begun));
        assertThatCode(() -> ONTOLOGY.checkDraft(answers, 3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ONTOLOGY.checkComplete(answers, 3))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void question_ofEachMessage_isAnsweredByAList() {
        Ontology ontology =
                ontology(
                        """
                        {"questions": [{"name": "good", "kind": "rating", "caption": "Good?", "low": 1, "high": 5,
                          "asking": {"each": "message"}}]}
                        """);
        assertThat(ontology.leading()).isNull();
        ontology.checkComplete(answers("{\"good\": [3, 5]}"), 0);
        ontology.checkDraft(answers("{\"good\": [null, 5]}"), 0);
        assertThatThrownBy(() -> ontology.checkComplete(answers("{\"good\": [null, 5]}"), 0))
                .hasFieldOrPropertyWithValue("place", "answers.good[0]");
        assertThatThrownBy(() -> ontology.checkDraft(answers("{\"good\": [3, 6]}"), 0))
                .hasFieldOrPropertyWithValue("place", "answers.good[1]");
        assertThatThrownBy(() -> ontology.checkDraft(answers("{\"good\": 3}"), 0))
                .hasMessageContaining("a list with an answer to each message");
    }

    @Test
    void question_aboutCandidates_isNotAskedOfEachMessage() {
        assertThatThrownBy(
                        () ->
                                ontology(
                                        """
                                        {"questions": [{"name": "best", "kind": "best-of", "caption": "Best?",
                                          "asking": {"each": "step"}}]}
                                        """))
                .rootCause()
                .hasMessageContaining("one message or step");
    }

    @Test
    void question_thatIsNotAsked_needsNoAnswer() {
        assertThat(ONTOLOGY.asked(Map.of("kind", "none"))).doesNotContain("traits");
        assertThat(ONTOLOGY.asked(Map.of("kind", "dog"))).contains("traits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"labels\": [\"cat\", \"dog\"]|\"labels\": [\"bird\"]|or it is never asked",
                "\"question\": \"kind\"|\"question\": \"nice\"|the name of a question before this one",
                "\"labels\": [\"ear\"]|\"labels\": [\"eye\"]|or it is never asked",
                "{\"name\": \"none\"}|{\"name\": \"cat\"}|every name once",
                "\"name\": \"nice\"|\"name\": \"kind\"|every name once",
                "\"low\": 1, \"high\": 5|\"low\": 5, \"high\": 1|low < high",
                "\"from\": [\"ear\"]|\"from\": [\"eye\"]|a class of this question",
                "\"least\": 1|\"least\": 3|the number of classes",
                "[\"box\", \"span\", \"spans\"]|[]|one or more shapes",
            })
    void ontology_thatContradictsItself_isRefused(String right, String wrong, String expected) {
        String json = EVERY_KIND.replace(right, wrong);
        assertThat(json).isNotEqualTo(EVERY_KIND);
        assertThatThrownBy(() -> ontology(json)).rootCause().hasMessageContaining(expected);
    }

    @Test
    void everyPermittedKind_hasAWord() {
        assertThat(Question.class.getAnnotation(JsonSubTypes.class).value())
                .extracting(type -> type.value().getSimpleName())
                .containsExactlyElementsOf(
                        Arrays.stream(Question.class.getPermittedSubclasses())
                                .map(Class::getSimpleName)
                                .toList());
    }
}
