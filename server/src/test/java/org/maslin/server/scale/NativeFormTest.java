package org.maslin.server.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.RegionsQuestion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class NativeFormTest {

    private final JsonMapper json = Json.mapper();

    private ScaleTask task(TaskType type, String params) {
        return new ScaleTask(
                "5f0000000000000000000001",
                Mode.LIVE,
                "p",
                "Breads",
                null,
                null,
                type,
                ScaleTask.Status.PENDING,
                "Look.",
                (ObjectNode) json.readTree(params),
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                new ScaleTask.Callback(null, null, null),
                null,
                null,
                ScaleTask.ReviewStatus.PENDING,
                JsonNodeFactory.instance.arrayNode(),
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }

    /** The answers are such as our people could give, and their response leads back to them. */
    private JsonNode responseTo(NativeForm form, String answers) {
        JsonNode given = json.readTree(answers);
        check(form, given);
        ObjectNode response = form.response(given);
        JsonNode back = Objects.requireNonNull(form.answers(response));
        check(form, back);
        assertThat(form.response(back)).isEqualTo(response);
        return response;
    }

    private void check(NativeForm form, JsonNode answers) {
        Map<String, Object> plain = Fields.map((ObjectNode) answers, json);
        new Ontology(null, form.questions()).checkComplete(plain, 0);
    }

    @Test
    void imageannotation_asksForItsGeometries_labelsAndAttributes() {
        NativeForm form =
                NativeForm.of(
                        task(
                                TaskType.IMAGEANNOTATION,
                                """
                                {"attachment": "a.png", "geometries": {
                                   "box": {"objects_to_annotate": ["loaf", {"choice": "rolls", "subchoices": ["bun", "bap"]}],
                                           "min_width": 10},
                                   "polygon": {"objects_to_annotate": ["crust"]},
                                   "line": {"objects_to_annotate": ["cut"]},
                                   "point": {"objects_to_annotate": ["seed"]},
                                   "ellipse": {"objects_to_annotate": ["hole"]}},
                                 "annotation_attributes": {
                                   "Is Burnt?": {"type": "category", "choices": ["yes", "no"],
                                      "conditions": {"label_condition": {"label": ["loaf"]}}},
                                   "weight": {"type": "number", "required": false}}}
                                """));
        var question = (RegionsQuestion) form.questions().getFirst();
        assertThat(Objects.requireNonNull(question.asking()).help())
                .isEqualTo(
                        """
                        Look.

                        box: loaf, rolls; min width 10
                        polygon: crust
                        line: cut
                        point: seed
                        ellipse: hole""");
        JsonNode response =
                responseTo(
                        form,
                        """
                        {"annotations": {"regions": [
                           {"id": "a", "label": "loaf", "box": {"x": 1, "y": 2, "width": 3, "height": 4},
                            "attributes": {"is-burnt": "no", "weight": 2.5}},
                           {"id": "b", "label": "bun", "box": {"x": 0, "y": 0, "width": 4, "height": 2, "angle": 90}},
                           {"id": "c", "label": "crust", "polygon": [[0, 0], [9, 0], [9, 9]], "holes": [[[1, 1], [2, 1], [2, 2]]]},
                           {"id": "d", "label": "cut", "line": [[0, 0], [5, 5]]},
                           {"id": "e", "label": "seed", "point": [7, 8]},
                           {"id": "f", "label": "hole", "ellipse": {"x": 10, "y": 20, "radiusX": 5, "radiusY": 2}}]}}
                        """
                                .replace(", \"holes\": [[[1, 1], [2, 1], [2, 2]]]", "")
                                .replace(", \"angle\": 90", ""));
        assertThat(response)
                .isEqualTo(
                        json.readTree(
                                """
                                {"annotations": [
                                   {"uuid": "a", "type": "box", "label": "loaf", "left": 1, "top": 2, "width": 3, "height": 4,
                                    "attributes": {"Is Burnt?": "no", "weight": 2.5}},
                                   {"uuid": "b", "type": "box", "label": "bun", "left": 0, "top": 0, "width": 4, "height": 2,
                                    "attributes": {}},
                                   {"uuid": "c", "type": "polygon", "label": "crust",
                                    "vertices": [{"x": 0, "y": 0}, {"x": 9, "y": 0}, {"x": 9, "y": 9}], "attributes": {}},
                                   {"uuid": "d", "type": "line", "label": "cut",
                                    "vertices": [{"x": 0, "y": 0}, {"x": 5, "y": 5}], "attributes": {}},
                                   {"uuid": "e", "type": "point", "label": "seed", "x": 7, "y": 8, "attributes": {}},
                                   {"uuid": "f", "type": "ellipse", "label": "hole",
                                    "vertices": [{"x": 15.0, "y": 20.0}, {"x": 10.0, "y": 22.0}, {"x": 5.0, "y": 20.0},
                                                 {"x": 10.0, "y": 18.0}], "attributes": {}}],
                                 "global_attributes": {}}
                                """));
    }

    @Test
    void turnedBox_isTheUprightOneAroundIt_andHolesAreTold() {
        NativeForm form =
                NativeForm.of(
                        task(
                                TaskType.ANNOTATION,
                                """
                                {"attachment": "a.png", "objects_to_annotate": ["loaf"]}
                                """));
        JsonNode box =
                form.response(
                                json.readTree(
                                        """
                                        {"annotations": {"regions": [{"id": "a", "label": "loaf",
                                           "box": {"x": 0, "y": 0, "width": 4, "height": 2, "angle": 90}}]}}
                                        """))
                        .path("annotations")
                        .path(0);
        assertThat(box.path("left").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(box.path("top").asDouble()).isCloseTo(-1, within(1e-9));
        assertThat(box.path("width").asDouble()).isCloseTo(2, within(1e-9));
        assertThat(box.path("height").asDouble()).isCloseTo(4, within(1e-9));
        assertThat(box.path("_turned").path("angle").asInt()).isEqualTo(90);
        ObjectNode annotation = json.createObjectNode();
        Geometry.POLYGON.write(
                json.readTree(
                        """
                        {"polygon": [[0, 0], [9, 0], [9, 9]], "holes": [[[1, 1], [2, 1], [2, 2]]]}
                        """),
                annotation);
        assertThat(annotation.path("_holes").path(0)).hasSize(3);
    }

    @Test
    void olderTypes_areOneGeometryEach() {
        Map<TaskType, String> shapes =
                Map.of(
                        TaskType.ANNOTATION, "[BOX]",
                        TaskType.POLYGONANNOTATION, "[POLYGON]",
                        TaskType.LINEANNOTATION, "[LINE]",
                        TaskType.POINTANNOTATION, "[POINT]");
        shapes.forEach(
                (type, shape) -> {
                    NativeForm form =
                            NativeForm.of(
                                    task(
                                            type,
                                            """
                                            {"attachment": "a.png", "objects_to_annotate": ["loaf"]}
                                            """));
                    assertThat(((RegionsQuestion) form.questions().getFirst()).shapes())
                            .hasToString(shape);
                });
    }

    @Test
    void entities_areStretchesOfCodePoints_withRelationships() {
        NativeForm form =
                NativeForm.of(
                        task(
                                TaskType.NAMEDENTITYRECOGNITION,
                                """
                                {"text": "🍞 of Kraków by Ada", "labels": [{"name": "Place", "description": "a place"},
                                   {"name": "Person"}],
                                 "relationships": [{"name": "bakes-in", "source_label": "Person", "target_label": "Place"}]}
                                """));
        JsonNode response =
                responseTo(
                        form,
                        """
                        {"entities": {"regions": [
                           {"id": "a", "label": "Place", "span": {"start": 5, "end": 11}},
                           {"id": "b", "label": "Person", "span": {"start": 15, "end": 18}}],
                         "relations": [{"name": "bakes-in", "from": "b", "to": "a"}]}}
                        """);
        assertThat(response)
                .isEqualTo(
                        json.readTree(
                                """
                                {"annotations": [
                                   {"id": "a", "label": "Place", "text": "Kraków", "start": 5, "end": 11},
                                   {"id": "b", "label": "Person", "text": "Ada", "start": 15, "end": 18}],
                                 "relationships": [{"definition": "bakes-in", "source_ref": "b", "target_ref": "a"}]}
                                """));
    }

    @Test
    void fields_areAQuestionEach() {
        NativeForm form =
                NativeForm.of(
                        task(
                                TaskType.TEXTCOLLECTION,
                                """
                                {"fields": [
                                   {"field_id": "Title!", "type": "text", "title": "Title"},
                                   {"field_id": "title", "type": "text", "title": "Again", "required": false},
                                   {"field_id": "n", "type": "number", "title": "How many?"},
                                   {"field_id": "one", "type": "category", "choices": [{"label": "Rye", "value": "rye"}]},
                                   {"field_id": "kind", "type": "category",
                                    "choices": [{"label": "Rye", "value": "rye"}, {"label": "Bun", "value": "bun"}]}]}
                                """));
        JsonNode response =
                responseTo(
                        form,
                        """
                        {"title": "A", "n": 3, "one": ["rye"], "kind": "bun"}
                        """);
        assertThat(response)
                .isEqualTo(
                        json.readTree(
                                """
                                {"annotations": {
                                   "Title!": {"type": "text", "field_id": "Title!", "response": [["A"]]},
                                   "n": {"type": "number", "field_id": "n", "response": [[3]]},
                                   "one": {"type": "category", "field_id": "one", "response": [["rye"]]},
                                   "kind": {"type": "category", "field_id": "kind", "response": [["bun"]]}}}
                                """));
        assertThat(form.questions().get(1).name()).isEqualTo("title-2");
        NativeForm captions =
                NativeForm.of(
                        task(
                                TaskType.TRANSCRIPTION,
                                """
                                {"attachment": "a.png", "fields": {"total": "The sum", "response": "Else"}}
                                """));
        assertThat(responseTo(captions, "{\"total\": \"3\", \"response-2\": \"x\"}"))
                .isEqualTo(json.readTree("{\"fields\": {\"total\": \"3\", \"response\": \"x\"}}"));
    }

    @Test
    void segmentannotation_isPainted_andReadAsImages() throws IOException {
        var form =
                (MasksForm)
                        NativeForm.of(
                                task(
                                        TaskType.SEGMENTANNOTATION,
                                        """
                                        {"attachment": "a.png", "labels": ["loaf", {"choice": "rolls", "subchoices": ["bun"]}]}
                                        """));
        JsonNode answers =
                json.readTree(
                        """
                        {"masks": {"regions": [
                           {"id": "a", "label": "loaf", "mask": {"x": 1, "y": 0, "width": 2, "height": 2, "runs": [1, 3]}},
                           {"id": "b", "label": "bun", "mask": {"x": 2, "y": 1, "width": 3, "height": 1, "runs": [0, 3]}}]}}
                        """);
        check(form, answers);
        JsonNode response = form.sized(4, 2).response(answers);
        assertThat(response.path("labelMapping").path("bun").path("index").asInt()).isEqualTo(2);
        JsonNode images = response.path("annotations");
        assertThat(pixels(images.path("combined").path("image")))
                .isEqualTo(new int[][] {{0, 0, 1, 0}, {0, 1, 2, 2}});
        assertThat(pixels(images.path("labeled").path("loaf")))
                .isEqualTo(new int[][] {{0, 0, 255, 0}, {0, 255, 255, 0}});
        assertThat(pixels(images.path("unlabeled")))
                .isEqualTo(new int[][] {{255, 255, 0, 255}, {255, 0, 0, 0}});
        assertThat(
                        NativeForm.of(
                                task(
                                        TaskType.SEGMENTANNOTATION,
                                        """
                                        {"attachment": "a.png", "labels": [{"choice": "loaf", "instance_label": true}]}
                                        """)))
                .isInstanceOf(DataForm.class);
    }

    private static int[][] pixels(JsonNode address) throws IOException {
        byte[] png = Base64.getDecoder().decode(address.asString().replaceFirst("^data:.*?,", ""));
        Raster raster = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
        var rows = new int[raster.getHeight()][raster.getWidth()];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length; x++) {
                rows[y][x] = raster.getSample(x, y, 0);
            }
        }
        return rows;
    }

    @Test
    void comparison_isAChoice() {
        NativeForm named =
                NativeForm.of(
                        task(
                                TaskType.COMPARISON,
                                """
                                {"attachments": ["a", "b"], "choices": ["left", "right"]}
                                """));
        assertThat(responseTo(named, "{\"choice\": \"left\"}"))
                .isEqualTo(json.readTree("{\"choice\": \"left\"}"));
        NativeForm counted =
                NativeForm.of(
                        task(TaskType.COMPARISON, "{\"attachments\": [\"a\", \"b\", \"c\"]}"));
        assertThat(counted.questions().getFirst().labels()).containsExactly("1", "2", "3");
    }

    @Test
    void whatNoQuestionOfOursCanSay_isAskedAsData() {
        for (String params :
                new String[] {
                    """
                    {"geometries": {"cuboid": {"objects_to_annotate": ["a"]}}}
                    """,
                    """
                    {"geometries": {"box": {"objects_to_annotate": ["a", {"choice": "b", "subchoices": ["a"]}]}}}
                    """,
                    """
                    {"geometries": {"box": {"objects_to_annotate": ["a"]}}, "links": {"x": {}}}
                    """,
                    """
                    {"geometries": {"box": {"objects_to_annotate": ["a"]}},
                     "annotation_attributes": {"x": {"type": "angle"}}}
                    """
                }) {
            assertThat(NativeForm.of(task(TaskType.IMAGEANNOTATION, params)))
                    .as(params)
                    .isInstanceOf(DataForm.class);
        }
        assertThat(
                        NativeForm.of(
                                task(
                                        TaskType.TEXTCOLLECTION,
                                        """
                                        {"fields": [{"field_id": "a", "type": "file"}]}
                                        """)))
                .isInstanceOf(DataForm.class);
        assertThat(NativeForm.of(task(TaskType.CHAT, "{}"))).isInstanceOf(DataForm.class);
    }
}
