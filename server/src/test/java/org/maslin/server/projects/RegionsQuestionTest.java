package org.maslin.server.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.http.Json;

class RegionsQuestionTest {

    private static final String QUESTION =
            """
            {"name": "where", "kind": "regions", "caption": "Where?",
             "shapes": ["box", "polygon", "line", "point", "ellipse", "keypoints", "mask"],
             "classes": [{"name": "ear"}],
             "skeleton": {"points": ["tip", "base"], "edges": [[0, 1]]}}
            """;

    private static final String ANSWER =
            """
            {"regions": [
              {"id": "a", "label": "ear", "group": "left", "origin": "accepted",
               "polygon": [[0, 0], [9, 0], [9, 9]], "holes": [[[1, 1], [2, 1], [2, 2]]]},
              {"id": "b", "label": "ear", "keypoints": [[1, 2.5, 2], [0, 0, 0]], "origin": "edited"},
              {"id": "c", "label": "ear",
               "mask": {"x": 4, "y": 5, "width": 3, "height": 2, "runs": [0, 1, 5]}},
              {"id": "d", "label": "ear",
               "ellipse": {"x": 4, "y": 5, "radiusX": 3, "radiusY": 2, "angle": 30}},
              {"id": "e", "label": "ear", "point": [1, 1]}]}
            """;

    private static RegionsQuestion question(String json) {
        return (RegionsQuestion) Json.mapper().readValue(json, Question.class);
    }

    private static Object answer(String json) {
        return Json.mapper().readValue(json, Object.class);
    }

    @Test
    void question_isWrittenAsItIsRead() {
        RegionsQuestion question = question(QUESTION);
        assertThat(question(Json.mapper().writeValueAsString(question))).isEqualTo(question);
    }

    @Test
    void regions_ofEveryShapeOfAnImage_areTaken() {
        assertThatCode(() -> question(QUESTION).check("answers.where", answer(ANSWER), 0))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2.5, 2]|[1, 2.5, 3]|regions[1].keypoints[0][2]",
                "[1, 2.5, 2]|[1, 2.5]|regions[1].keypoints[0]",
                ", [0, 0, 0]]|]|regions[1].keypoints",
                "[0, 1, 5]|[0, 1, 4]|regions[2].mask.runs",
                "[0, 1, 5]|[1, 0, 5]|regions[2].mask.runs[1]",
                "\"width\": 3|\"width\": 0|regions[2].mask.width",
                "\"width\": 3, \"height\": 2, \"runs\"|\"width\": 9000, \"height\": 8000, \"runs\"|regions[2].mask",
                "\"x\": 4, \"y\": 5, \"width\"|\"x\": -4, \"y\": 5, \"width\"|regions[2].mask.x",
                "\"angle\": 30|\"angle\": \"30\"|regions[3].ellipse.angle",
                "\"point\": [1, 1]|\"point\": [1, 1], \"holes\": []|regions[4].holes",
                ", [2, 2]]]|]]|regions[0].holes[0]",
                "\"left\"|7|regions[0].group",
                "\"edited\"|\"robot\"|regions[1].origin",
            })
    void region_thatIsNotAllowed_isNamed(String right, String wrong, String place) {
        Object answer = answer(ANSWER.replace(right, wrong));
        assertThatThrownBy(() -> question(QUESTION).check("answers.where", answer, 0))
                .hasFieldOrPropertyWithValue("place", "answers.where." + place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"keypoints\", \"mask\"|\"keypoints\", \"mask\"|skeleton",
                "[[0, 1]]|[[0, 2]]|skeleton.edges",
                "\"base\"|\"tip\"|skeleton.points",
            })
    void skeleton_thatDoesNotHold_isNamed(String right, String wrong, String place) {
        String json = QUESTION.replace(right, wrong);
        String asked = place.equals("skeleton") ? json.replace("\"skeleton\"", "\"other\"") : json;
        assertThatThrownBy(() -> question(asked))
                .satisfies(error -> assertThat(messages(error)).contains("questions." + place));
    }

    private static String messages(Throwable error) {
        String here = error instanceof BadInputException bad ? bad.place() : "";
        return error.getCause() == null ? here : here + " " + messages(error.getCause());
    }
}
