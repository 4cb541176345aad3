package org.maslin.server.scale;


import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.annotations.Annotation;
import org.maslin.server.projects.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a task of the dialect is asked natively, and how the native answer reads there. */
final class NativeQuestion {

    private static final int LONGEST_CAPTION = 200;
    private static final int LONGEST_CLASS = 200;

    private NativeQuestion() {}

    /** The question that a task asks, or null if there is none of our kinds for it. */
    static @Nullable Question of(ScaleTask task) {
        List<String> classes = classes(task);
        return classes == null
                ? null
                : new Question(
                        "category",
                        Question.Kind.CHOICE,
                        caption(task),
                        null,
                        classes.stream()
                                .map(name -> new Question.ChoiceClass(name, null, null))
                                .toList());
    }

    /** The response of a task whose native answers these are. */
    static @Nullable ObjectNode response(ScaleTask task, List<Annotation> answers) {
        if (answers.isEmpty()) {
            return null;
        }
        return JsonNodeFactory.instance.objectNode().put("category", answers.getFirst().label());
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
        if (of(task) instanceof Question question && question.kind() == Question.Kind.CHOICE) {
            rest.remove(List.of("categories", "attachment_type", "category_ids"));
        }
        if (!rest.isEmpty()) {
            parts.add(json.writerWithDefaultPrettyPrinter().writeValueAsString(rest));
        }
        return parts.isEmpty() ? task.type().word() : String.join("\n\n", parts);
    }

    private static String caption(ScaleTask task) {
        String instruction = task.instruction();
        if (instruction == null || instruction.isBlank()) {
            return "Which category?";
        }
        String line = instruction.strip().lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST_CAPTION ? line : line.substring(0, LONGEST_CAPTION - 1) + "…";
    }

    /** The classes of a task that is a plain choice of one, else null. */
    private static @Nullable List<String> classes(ScaleTask task) {
        if (task.type() != TaskType.CATEGORIZATION
                || task.params().path("allow_multiple").asBoolean(false)) {
            return null;
        }
        var classes = new ArrayList<String>();
        for (JsonNode category : task.params().path("categories")) {
            if (!category.isString()
                    || category.asString().isBlank()
                    || category.asString().length() > LONGEST_CLASS) {
                return null;
            }
            classes.add(category.asString());
        }
        boolean distinct = new HashSet<>(classes).size() == classes.size();
        return distinct && classes.size() > 1 ? classes : null;
    }
}
