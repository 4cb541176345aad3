package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.ChoiceQuestion;
import org.maslin.server.projects.DataQuestion;
import org.maslin.server.projects.MultiChoiceQuestion;
import org.maslin.server.projects.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a task of the dialect is asked natively, and how the native answer reads there. Categories
 * are chosen; all else is answered by the very JSON that becomes the response.
 */
final class NativeQuestion {

    private static final String CATEGORY = "category";
    private static final String RESPONSE = "response";
    private static final int LONGEST_CLASS = 200;

    private NativeQuestion() {}

    /** The question that a task asks. */
    static Question of(ScaleTask task) {
        List<String> names = categories(task);
        if (names == null) {
            return new DataQuestion(
                    RESPONSE, "The response to a task of type " + task.type().word(), null);
        }
        List<ChoiceClass> classes = names.stream().map(ChoiceClass::named).toList();
        return allowsMultiple(task)
                ? new MultiChoiceQuestion(CATEGORY, "Which categories?", classes, null, null, null)
                : new ChoiceQuestion(CATEGORY, "Which category?", classes, null);
    }

    /** The response that a native answer makes. */
    static ObjectNode response(Map<String, Object> answers, JsonMapper json) {
        if (answers.containsKey(CATEGORY)) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set(CATEGORY, json.valueToTree(answers.get(CATEGORY)));
            return body;
        }
        JsonNode answer = json.valueToTree(answers.get(RESPONSE));
        if (answer instanceof ObjectNode object) {
            return object;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set(answer.isArray() ? "annotations" : RESPONSE, answer);
        return body;
    }

    /** The native answer that makes a response; null if no answer makes it. */
    static @Nullable Object answer(Question question, JsonNode response, JsonMapper json) {
        JsonNode wanted = question.name().equals(CATEGORY) ? response.path(CATEGORY) : response;
        if (wanted.isMissingNode() || wanted.isNull()) {
            return null;
        }
        boolean several = question instanceof MultiChoiceQuestion;
        Object answer =
                several && wanted.isString()
                        ? List.of(wanted.asString())
                        : json.treeToValue(wanted, Object.class);
        try {
            question.check(question.name(), answer, 0);
            return answer;
        } catch (BadInputException noAnswer) {
            return null;
        }
    }

    /** What annotators read: the instruction, what it is about, and what else was sent. */
    static String text(ScaleTask task, JsonMapper json) {
        var parts = new ArrayList<String>();
        if (task.instruction() != null && !task.instruction().isBlank()) {
            parts.add(task.instruction());
        }
        ObjectNode rest = task.params().deepCopy();
        for (String name : List.of("text", "attachment")) {
            if (rest.path(name).isString()) {
                parts.add(rest.path(name).asString());
                rest.remove(name);
            }
        }
        if (categories(task) != null) {
            rest.remove(List.of("categories", "category_ids", "attachment_type", "allow_multiple"));
        }
        if (!rest.isEmpty()) {
            parts.add(json.writerWithDefaultPrettyPrinter().writeValueAsString(rest));
        }
        return parts.isEmpty() ? task.type().word() : String.join("\n\n", parts);
    }

    /** The categories of a task that are plain names, else null. */
    private static @Nullable List<String> categories(ScaleTask task) {
        if (task.type() != TaskType.CATEGORIZATION) {
            return null;
        }
        var names = new ArrayList<String>();
        for (JsonNode category : task.params().path("categories")) {
            if (!category.isString()
                    || category.asString().isBlank()
                    || category.asString().length() > LONGEST_CLASS) {
                return null;
            }
            names.add(category.asString());
        }
        boolean distinct = new HashSet<>(names).size() == names.size();
        return distinct && names.size() > 1 ? names : null;
    }

    private static boolean allowsMultiple(ScaleTask task) {
        return task.params().path("allow_multiple").asBoolean(false);
    }
}
