package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RegionShape;
import org.maslin.server.projects.RegionsQuestion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Entities in a text: stretches with a label, and relationships between them. */
final class EntitiesForm implements NativeForm {

    static final String NAME = "entities";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ScaleTask task;
    private final RegionsQuestion question;

    private EntitiesForm(ScaleTask task, RegionsQuestion question) {
        this.task = task;
        this.question = question;
    }

    /** Null if the labels or relationships are none that we could ask for. */
    static @Nullable NativeForm of(ScaleTask task) {
        List<ChoiceClass> classes = NativeLabels.classes(task.params().path("labels"));
        List<RegionsQuestion.Relation> relations = relations(task.params().path("relationships"));
        if (classes == null || relations == null || !task.params().path("text").isString()) {
            return null;
        }
        var question =
                new RegionsQuestion(
                        NAME,
                        "Which entities are in the text?",
                        List.of(RegionShape.SPAN),
                        classes,
                        null,
                        relations,
                        null,
                        null,
                        NativeSample.help(task, null));
        return new EntitiesForm(task, question);
    }

    private static @Nullable List<RegionsQuestion.Relation> relations(JsonNode given) {
        var relations = new ArrayList<RegionsQuestion.Relation>();
        for (JsonNode one : given) {
            JsonNode name = one.isString() ? one : one.path("name");
            if (!name.isString()) {
                return null;
            }
            String caption = one.path("description").asString(null);
            relations.add(
                    new RegionsQuestion.Relation(
                            name.asString(),
                            caption,
                            labels(one.path("source_label")),
                            labels(one.path("target_label")),
                            null));
        }
        return relations;
    }

    private static @Nullable List<String> labels(JsonNode given) {
        if (given.isString()) {
            return List.of(given.asString());
        }
        var labels = new ArrayList<String>();
        given.forEach(label -> labels.add(label.asString("")));
        return labels.isEmpty() ? null : labels;
    }

    @Override
    public List<Question> questions() {
        return List.of(question);
    }

    @Override
    public ObjectNode response(JsonNode answers) {
        String text = task.params().path("text").asString();
        JsonNode answer = answers.path(NAME);
        ObjectNode body = JSON.objectNode();
        var annotations = body.putArray("annotations");
        for (JsonNode region : answer.path("regions")) {
            int start = region.path("span").path("start").asInt();
            int end = region.path("span").path("end").asInt();
            annotations
                    .addObject()
                    .put("id", region.path("id").asString())
                    .put("label", region.path("label").asString())
                    .put("text", part(text, start, end))
                    .put("start", start)
                    .put("end", end);
        }
        var relationships = body.putArray("relationships");
        for (JsonNode relation : answer.path("relations")) {
            relationships
                    .addObject()
                    .put("definition", relation.path("name").asString())
                    .put("source_ref", relation.path("from").asString())
                    .put("target_ref", relation.path("to").asString());
        }
        return body;
    }

    /** A stretch by code points. */
    private static String part(String text, int start, int end) {
        int length = text.codePointCount(0, text.length());
        int from = text.offsetByCodePoints(0, Math.min(start, length));
        return text.substring(from, text.offsetByCodePoints(0, Math.min(end, length)));
    }

    @Override
    public @Nullable ObjectNode answers(JsonNode response) {
        if (!response.path("annotations").isArray()) {
            return null;
        }
        ObjectNode answers = JSON.objectNode();
        ObjectNode answer = answers.putObject(NAME);
        var regions = answer.putArray("regions");
        for (JsonNode entity : response.path("annotations")) {
            ObjectNode region = regions.addObject();
            region.put("id", entity.path("id").asString("e" + regions.size()));
            region.set("label", entity.path("label"));
            ObjectNode span = region.putObject("span");
            span.set("start", entity.path("start"));
            span.set("end", entity.path("end"));
        }
        if (!response.path("relationships").isEmpty()) {
            var relations = answer.putArray("relations");
            for (JsonNode one : response.path("relationships")) {
                ObjectNode relation = relations.addObject();
                relation.set("name", one.path("definition"));
                relation.set("from", one.path("source_ref"));
                relation.set("to", one.path("target_ref"));
            }
        }
        return answers;
    }
}
