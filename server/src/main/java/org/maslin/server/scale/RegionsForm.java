package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.Asking;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RegionsQuestion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is where in an image: {@code {"annotations": […], "global_attributes": {}}}. A task names
 * the geometries with the labels that each may have; one question of ours has them all, so which
 * label goes with which geometry is said in its help.
 */
final class RegionsForm implements NativeForm {

    static final String NAME = "annotations";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ScaleTask task;
    private final List<Geometry> geometries;
    private final RegionsQuestion question;
    private final NativeNames attributes;

    private RegionsForm(
            ScaleTask task,
            List<Geometry> geometries,
            RegionsQuestion question,
            NativeNames attributes) {
        this.task = task;
        this.geometries = geometries;
        this.question = question;
        this.attributes = attributes;
    }

    /** Null if there is a geometry, a label or an attribute that we cannot ask for. */
    static @Nullable NativeForm of(ScaleTask task) {
        ObjectNode params = task.params();
        Map<Geometry, JsonNode> wanted = geometries(task);
        boolean more = params.hasNonNull("layers") || !params.path("links").isEmpty();
        if (wanted == null || more) {
            return null;
        }
        List<ChoiceClass> classes = classes(wanted);
        JsonNode described = params.path("annotation_attributes");
        var names = new ArrayList<String>();
        described.properties().forEach(attribute -> names.add(attribute.getKey()));
        var attributes = new NativeNames(names, Set.of("label"));
        List<Question> questions = attributes(described, attributes);
        if (classes == null || questions == null) {
            return null;
        }
        List<Geometry> geometries = List.copyOf(wanted.keySet());
        var question =
                new RegionsQuestion(
                        NAME,
                        "What is where in the image?",
                        geometries.stream().map(Geometry::shape).toList(),
                        classes,
                        questions,
                        null,
                        null,
                        null,
                        NativeSample.help(task, told(wanted)));
        return new RegionsForm(task, geometries, question, attributes);
    }

    /** What each geometry is asked for. */
    private static @Nullable Map<Geometry, JsonNode> geometries(ScaleTask task) {
        var wanted = new LinkedHashMap<Geometry, JsonNode>();
        JsonNode given = task.params().path("geometries");
        for (var one : given.properties()) {
            Geometry geometry = Geometry.named(one.getKey());
            if (geometry == null) {
                return null;
            }
            wanted.put(geometry, one.getValue());
        }
        if (!given.isEmpty()) {
            return wanted;
        }
        Geometry only =
                switch (task.type()) {
                    case POLYGONANNOTATION -> Geometry.POLYGON;
                    case LINEANNOTATION -> Geometry.LINE;
                    case POINTANNOTATION -> Geometry.POINT;
                    default -> Geometry.BOX;
                };
        wanted.put(only, task.params());
        return wanted;
    }

    /** The labels of all geometries, each once. */
    private static @Nullable List<ChoiceClass> classes(Map<Geometry, JsonNode> wanted) {
        var classes = new LinkedHashMap<String, ChoiceClass>();
        for (JsonNode geometry : wanted.values()) {
            List<ChoiceClass> some = NativeLabels.classes(geometry.path("objects_to_annotate"));
            if (some == null || some.isEmpty()) {
                return null;
            }
            for (ChoiceClass one : some) {
                ChoiceClass known = classes.putIfAbsent(one.name(), one);
                if (known != null && !known.equals(one)) {
                    return null;
                }
            }
        }
        return List.copyOf(classes.values());
    }

    private static @Nullable List<Question> attributes(JsonNode described, NativeNames names) {
        var questions = new ArrayList<Question>();
        for (var attribute : described.properties()) {
            JsonNode conditions = attribute.getValue().path("conditions");
            boolean byLabel = conditions.has("label_condition");
            if (conditions.size() > (byLabel ? 1 : 0)) {
                return null;
            }
            Question question =
                    NativeField.question(
                            names.of(attribute.getKey()),
                            attribute.getKey(),
                            attribute.getValue(),
                            byLabel ? when(conditions.path("label_condition")) : null);
            if (question == null) {
                return null;
            }
            questions.add(question);
        }
        return questions;
    }

    private static Asking.Condition when(JsonNode condition) {
        JsonNode label = condition.path("label");
        var labels = new ArrayList<String>();
        if (label.isString()) {
            labels.add(label.asString());
        }
        label.forEach(one -> labels.add(one.asString("")));
        return new Asking.Condition("label", labels);
    }

    /** Which labels go with which geometry, and how large each must be, where that is said. */
    private static @Nullable String told(Map<Geometry, JsonNode> wanted) {
        var lines = new ArrayList<String>();
        wanted.forEach(
                (geometry, asked) -> {
                    var line = new StringBuilder();
                    if (wanted.size() > 1) {
                        List<ChoiceClass> classes =
                                NativeLabels.classes(asked.path("objects_to_annotate"));
                        line.append(
                                String.join(
                                        ", ",
                                        (classes == null ? List.<ChoiceClass>of() : classes)
                                                .stream().map(ChoiceClass::name).toList()));
                    }
                    for (String bound :
                            List.of("min_width", "min_height", "min_vertices", "max_vertices")) {
                        if (asked.hasNonNull(bound)) {
                            line.append(line.isEmpty() ? "" : "; ")
                                    .append(bound.replace('_', ' '))
                                    .append(' ')
                                    .append(asked.path(bound).asString());
                        }
                    }
                    if (!line.isEmpty()) {
                        lines.add(geometry.word() + ": " + line);
                    }
                });
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    @Override
    public List<Question> questions() {
        return List.of(question);
    }

    @Override
    public boolean isDrawn() {
        return true;
    }

    @Override
    public ObjectNode response(JsonNode answers) {
        ObjectNode body = JSON.objectNode();
        var annotations = body.putArray(NAME);
        for (JsonNode region : answers.path(NAME).path("regions")) {
            ObjectNode annotation = annotations.addObject();
            annotation.put("uuid", region.path("id").asString());
            Geometry geometry = Geometry.of(region);
            annotation.put("type", geometry.word());
            annotation.set("label", region.path("label"));
            geometry.write(region, annotation);
            ObjectNode said = annotation.putObject("attributes");
            for (var attribute : region.path("attributes").properties()) {
                String theirs = attributes.theirs(attribute.getKey());
                said.set(theirs == null ? attribute.getKey() : theirs, attribute.getValue());
            }
        }
        body.putObject("global_attributes");
        return body;
    }

    @Override
    public @Nullable ObjectNode answers(JsonNode response) {
        if (!response.path(NAME).isArray()) {
            return null;
        }
        ObjectNode answers = JSON.objectNode();
        var regions = answers.putObject(NAME).putArray("regions");
        for (JsonNode annotation : response.path(NAME)) {
            Geometry geometry =
                    annotation.path("type").isString()
                            ? Geometry.named(annotation.path("type").asString())
                            : geometries.getFirst();
            if (geometry == null || !annotation.isObject()) {
                return null;
            }
            ObjectNode region = regions.addObject();
            region.put("id", annotation.path("uuid").asString("r" + regions.size()));
            region.set("label", annotation.path("label"));
            geometry.read(annotation, region);
            if (!annotation.path("attributes").isEmpty()) {
                ObjectNode said = region.putObject("attributes");
                for (var attribute : annotation.path("attributes").properties()) {
                    if (attributes.knows(attribute.getKey())) {
                        said.set(attributes.of(attribute.getKey()), attribute.getValue());
                    }
                }
            }
        }
        return answers;
    }

    /** What the task begins with, if it brings annotations. */
    @Nullable ObjectNode start() {
        for (JsonNode given :
                List.of(
                        task.params().path("base_annotations"),
                        task.params().path("hypothesis").path(NAME))) {
            if (given.isArray() && !given.isEmpty()) {
                ObjectNode response = JSON.objectNode();
                response.set(NAME, given);
                return answers(response);
            }
        }
        return null;
    }
}
