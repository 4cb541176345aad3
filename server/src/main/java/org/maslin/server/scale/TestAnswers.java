package org.maslin.server.scale;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a test task is answered with, at once: shaped as a person's answer to its type would be, and
 * the same for the same task.
 */
final class TestAnswers {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A picture of one clear pixel. */
    private static final String PIXEL =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                    + "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private final String taskId;
    private final Fields params;

    private TestAnswers(String taskId, ObjectNode params) {
        this.taskId = taskId;
        this.params = new Fields(params);
    }

    static ObjectNode of(String taskId, TaskType type, ObjectNode params) {
        return new TestAnswers(taskId, params).of(type);
    }

    private ObjectNode of(TaskType type) {
        return switch (type) {
            case CATEGORIZATION -> category();
            case COMPARISON -> JSON.objectNode().put("choice", first("choices", "1"));
            case IMAGEANNOTATION -> shapes();
            case ANNOTATION -> legacy("box");
            case POLYGONANNOTATION -> legacy("polygon");
            case LINEANNOTATION, LANEANNOTATION -> legacy("line");
            case POINTANNOTATION -> legacy("point");
            case CUBOIDANNOTATION -> legacy("cuboid");
            case SEGMENTANNOTATION -> masks();
            case VIDEOANNOTATION,
                    VIDEOPLAYBACKANNOTATION,
                    VIDEOBOXANNOTATION,
                    VIDEOCUBOIDANNOTATION,
                    FEDERAL2DVIDEOANNOTATION ->
                    video();
            case LIDARANNOTATION, LIDARTOPDOWN, LIDARSEGMENTATION, LIDARLINKING, SENSORFUSION -> {
                ObjectNode body = JSON.objectNode();
                body.putObject("annotations").put("url", file("[]"));
                yield body;
            }
            case NAMEDENTITYRECOGNITION -> entities();
            case TRANSCRIPTION, DATACOLLECTION -> fields();
            case TEXTCOLLECTION -> collection();
            case DOCUMENTTRANSCRIPTION, DOCUMENTMODEL -> document();
            case CHAT, CHATEXPERIMENTAL, CHATLITE, MULTICHAT -> conversation();
            case MULTISTAGE -> {
                ObjectNode body = JSON.objectNode();
                body.putArray("annotations");
                yield body;
            }
        };
    }

    private ObjectNode category() {
        String category = first("categories", "");
        ObjectNode body = JSON.objectNode();
        if (params.get("allow_multiple").asBoolean(false)) {
            body.putArray("category").add(category);
        } else {
            body.put("category", category);
        }
        return body;
    }

    private ObjectNode shapes() {
        ObjectNode body = JSON.objectNode();
        var annotations = body.putArray("annotations");
        params.get("geometries")
                .properties()
                .forEach(
                        geometry ->
                                annotations.add(
                                        shape(
                                                geometry.getKey(),
                                                first(
                                                        geometry.getValue()
                                                                .path("objects_to_annotate"),
                                                        geometry.getKey()))));
        body.putObject("global_attributes");
        return body;
    }

    private ObjectNode legacy(String geometry) {
        ObjectNode body = JSON.objectNode();
        body.putArray("annotations").add(shape(geometry, first("objects_to_annotate", geometry)));
        return body;
    }

    private ObjectNode shape(String geometry, String label) {
        ObjectNode shape = JSON.objectNode();
        shape.put("uuid", uuid(geometry + "/" + label));
        shape.put("type", geometry);
        shape.put("label", label);
        switch (geometry) {
            case "box" -> shape.put("left", 10).put("top", 10).put("width", 20).put("height", 20);
            case "point" -> shape.put("x", 10).put("y", 10);
            default -> {
                var vertices = shape.putArray("vertices");
                for (int[] corner : new int[][] {{10, 10}, {30, 10}, {20, 30}}) {
                    vertices.addObject().put("x", corner[0]).put("y", corner[1]);
                }
            }
        }
        shape.putObject("attributes");
        return shape;
    }

    private ObjectNode masks() {
        ObjectNode body = JSON.objectNode();
        ObjectNode mapping = body.putObject("labelMapping");
        ObjectNode annotations = body.putObject("annotations");
        annotations.putObject("combined").put("image", PIXEL);
        ObjectNode labeled = annotations.putObject("labeled");
        int index = 1;
        for (String label : names(params.get("labels"))) {
            mapping.putObject(label).put("index", index++);
            labeled.put(label, PIXEL);
        }
        annotations.put("unlabeled", PIXEL);
        return body;
    }

    private ObjectNode video() {
        ObjectNode body = JSON.objectNode();
        body.putObject("annotations").put("url", file("{}"));
        body.putObject("events").put("url", file("[]"));
        return body;
    }

    private ObjectNode entities() {
        String text = params.get("text").asString("");
        String word = text.strip().split("\\s+")[0];
        int start = text.codePointCount(0, text.indexOf(word));
        ObjectNode body = JSON.objectNode();
        var annotations = body.putArray("annotations");
        if (!word.isEmpty()) {
            annotations
                    .addObject()
                    .put("id", uuid("entity"))
                    .put("label", first("labels", "label"))
                    .put("text", word)
                    .put("start", start)
                    .put("end", start + word.codePointCount(0, word.length()));
        }
        body.putArray("relationships");
        return body;
    }

    private ObjectNode fields() {
        ObjectNode body = JSON.objectNode();
        ObjectNode values = body.putObject("fields");
        names(params.get("fields")).forEach(name -> values.put(name, "test"));
        List<String> repeated = names(params.get("repeatable_fields"));
        if (!repeated.isEmpty()) {
            ObjectNode row = body.putArray("repeatable_fields").addObject();
            repeated.forEach(name -> row.put(name, "test"));
        }
        return body;
    }

    private ObjectNode collection() {
        ObjectNode body = JSON.objectNode();
        ObjectNode annotations = body.putObject("annotations");
        for (JsonNode field : params.get("fields")) {
            String id = field.path("field_id").asString("");
            String type = field.path("type").asString("text");
            ObjectNode answer = annotations.putObject(id);
            answer.put("type", type);
            answer.put("field_id", id);
            var inner = answer.putArray("response").addArray();
            switch (type) {
                case "number" -> inner.add(1);
                case "category", "ranking_order" -> {
                    JsonNode choice = field.path("choices").path(0);
                    inner.add(choice.path("value").asString(choice.path("label").asString("test")));
                }
                case "date" -> inner.add("2025-01-02");
                default -> inner.add("test");
            }
        }
        return body;
    }

    private ObjectNode document() {
        ObjectNode body = JSON.objectNode();
        var annotations = body.putArray("annotations");
        for (JsonNode feature : params.get("features")) {
            annotations
                    .addObject()
                    .put("uuid", uuid(feature.toString()))
                    .put("type", feature.path("type").asString("block"))
                    .put("label", feature.path("label").asString("block"))
                    .put("text", "test")
                    .put("page", 0);
        }
        return body;
    }

    private static ObjectNode conversation() {
        ObjectNode body = JSON.objectNode();
        var responses = body.putArray("responses");
        responses.addObject().put("type", "user").put("output", "A question for a test.");
        responses.addObject().put("type", "assistant").put("output", "An answer for a test.");
        return body;
    }

    private String first(String name, String otherwise) {
        return first(params.get(name), otherwise);
    }

    private static String first(JsonNode list, String otherwise) {
        List<String> names = names(list);
        return names.isEmpty() ? otherwise : names.getFirst();
    }

    /** The names in a list of texts or descriptions, or the keys of an object. */
    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        if (list instanceof ObjectNode object) {
            object.properties().forEach(field -> names.add(field.getKey()));
            return names;
        }
        for (JsonNode one : list) {
            for (String part : List.of("name", "choice", "label", "value", "field_id")) {
                if (one.path(part).isString()) {
                    names.add(one.path(part).asString());
                    break;
                }
            }
            if (one.isString()) {
                names.add(one.asString());
            }
        }
        return names;
    }

    private String uuid(String part) {
        return UUID.nameUUIDFromBytes((taskId + "/" + part).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Large answers are files by address; these are small enough to stand in it. */
    private static String file(String json) {
        return "data:application/json;base64,"
                + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
