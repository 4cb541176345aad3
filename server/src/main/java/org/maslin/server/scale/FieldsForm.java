package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.MultiChoiceQuestion;
import org.maslin.server.projects.NumberQuestion;
import org.maslin.server.projects.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question for each field. Described fields are answered under {@code annotations}, each by
 * {@code {"type", "field_id", "response": [[…]]}}; fields that are captions by name under {@code
 * fields}, by a text.
 */
final class FieldsForm implements NativeForm {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String FIELDS = "fields";

    /** A field as the client described it, and the question that asks for it. */
    private record Field(JsonNode described, Question question) {}

    private final Map<String, Field> fields;
    private final boolean described;

    private FieldsForm(Map<String, Field> fields, boolean described) {
        this.fields = fields;
        this.described = described;
    }

    /** Null if there is a field that we cannot ask for. */
    static @Nullable NativeForm of(ScaleTask task) {
        JsonNode given = task.params().path(FIELDS);
        if (task.params().hasNonNull("repeatable_fields") || given.isEmpty()) {
            return null;
        }
        boolean described = given.isArray();
        var byName = new LinkedHashMap<String, JsonNode>();
        if (described) {
            given.forEach(field -> byName.put(field.path("field_id").asString(), field));
        } else {
            given.properties().forEach(field -> byName.put(field.getKey(), field.getValue()));
        }
        var names = new NativeNames(byName.keySet(), Set.of(DataForm.NAME));
        var fields = new LinkedHashMap<String, Field>();
        for (var one : byName.entrySet()) {
            JsonNode field = described ? one.getValue() : captioned(one.getValue());
            if (field == null || field.hasNonNull("conditions")) {
                return null;
            }
            Question question =
                    NativeField.question(names.of(one.getKey()), one.getKey(), field, null);
            if (question == null) {
                return null;
            }
            fields.put(one.getKey(), new Field(field, question));
        }
        return new FieldsForm(fields, described);
    }

    private static @Nullable JsonNode captioned(JsonNode caption) {
        return caption.isString()
                ? JSON.objectNode().put("type", "text").put("title", caption.asString())
                : caption.isObject() ? caption : null;
    }

    @Override
    public List<Question> questions() {
        return new ArrayList<>(fields.values().stream().map(Field::question).toList());
    }

    @Override
    public ObjectNode response(JsonNode answers) {
        ObjectNode body = JSON.objectNode();
        ObjectNode by = body.putObject(described ? "annotations" : FIELDS);
        fields.forEach(
                (id, field) -> {
                    JsonNode answer = answers.path(field.question().name());
                    if (answer.isMissingNode() || answer.isNull()) {
                        return;
                    }
                    if (!described) {
                        by.set(id, answer);
                        return;
                    }
                    ObjectNode one = by.putObject(id);
                    one.set("type", field.described().path("type"));
                    one.put("field_id", id);
                    var inner = one.putArray("response").addArray();
                    if (answer.isArray()) {
                        answer.forEach(inner::add);
                    } else {
                        inner.add(answer);
                    }
                });
        return body;
    }

    @Override
    public @Nullable ObjectNode answers(JsonNode response) {
        JsonNode by = response.path(described ? "annotations" : FIELDS);
        if (!by.isObject()) {
            return null;
        }
        ObjectNode answers = JSON.objectNode();
        for (var one : by.properties()) {
            Field field = fields.get(one.getKey());
            if (field == null) {
                return null;
            }
            JsonNode said = described ? one.getValue().path("response").path(0) : one.getValue();
            JsonNode answer = answer(field.question(), said);
            if (answer == null) {
                return null;
            }
            answers.set(field.question().name(), answer);
        }
        return answers;
    }

    private static @Nullable JsonNode answer(Question question, JsonNode said) {
        if (question instanceof MultiChoiceQuestion) {
            return said.isArray() ? said : JSON.arrayNode().add(said);
        }
        JsonNode one = said.isArray() ? said.path(0) : said;
        if (question instanceof NumberQuestion && one.isString()) {
            return one.asString().matches("-?\\d+(\\.\\d+)?")
                    ? JSON.numberNode(Double.parseDouble(one.asString()))
                    : null;
        }
        return one.isMissingNode() || one.isNull() ? null : one;
    }
}
