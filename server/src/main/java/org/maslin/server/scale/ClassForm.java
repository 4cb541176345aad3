package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.ChoiceQuestion;
import org.maslin.server.projects.MultiChoiceQuestion;
import org.maslin.server.projects.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One choice, or several of a list: {@code {"category": …}}, or {@code {"choice": …}}. */
record ClassForm(Question question) implements NativeForm {

    private static final String CATEGORY = "category";
    private static final String CHOICE = "choice";
    private static final int LONGEST_CLASS = 200;

    /** Null unless the categories are plain names. */
    static @Nullable NativeForm ofCategories(ScaleTask task) {
        List<ChoiceClass> classes = named(task.params().path("categories"));
        if (classes == null || classes.size() < 2) {
            return null;
        }
        return new ClassForm(
                task.params().path("allow_multiple").asBoolean(false)
                        ? new MultiChoiceQuestion(
                                CATEGORY, "Which categories?", classes, null, null, null)
                        : new ChoiceQuestion(CATEGORY, "Which category?", classes, null));
    }

    /** Of a comparison: its choices, or the numbers of what is compared. */
    static @Nullable NativeForm ofChoices(ScaleTask task) {
        JsonNode choices = task.params().path("choices");
        if (task.params().has("fields")) {
            return null;
        }
        List<ChoiceClass> classes =
                choices.isArray() && !choices.isEmpty()
                        ? named(choices)
                        : IntStream.rangeClosed(1, task.params().path("attachments").size())
                                .mapToObj(n -> ChoiceClass.named(String.valueOf(n)))
                                .toList();
        return classes == null
                ? null
                : new ClassForm(new ChoiceQuestion(CHOICE, "Which one?", classes, null));
    }

    private static @Nullable List<ChoiceClass> named(JsonNode names) {
        var classes = new ArrayList<ChoiceClass>();
        for (JsonNode name : names) {
            if (!name.isString()
                    || name.asString().isBlank()
                    || name.asString().length() > LONGEST_CLASS) {
                return null;
            }
            classes.add(ChoiceClass.named(name.asString()));
        }
        return classes;
    }

    @Override
    public List<Question> questions() {
        return List.of(question);
    }

    @Override
    public ObjectNode response(JsonNode answers) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set(question.name(), answers.path(question.name()));
        return body;
    }

    @Override
    public @Nullable ObjectNode answers(JsonNode response) {
        JsonNode wanted = response.path(question.name());
        if (wanted.isMissingNode() || wanted.isNull()) {
            return null;
        }
        ObjectNode answers = JsonNodeFactory.instance.objectNode();
        if (question instanceof MultiChoiceQuestion && wanted.isString()) {
            answers.putArray(question.name()).add(wanted);
        } else {
            answers.set(question.name(), wanted);
        }
        return answers;
    }
}
