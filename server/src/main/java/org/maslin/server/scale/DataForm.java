package org.maslin.server.scale;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.DataQuestion;
import org.maslin.server.projects.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a program answers: the very JSON that becomes the response. */
record DataForm(TaskType type) implements NativeForm {

    static final String NAME = "response";

    /** Whether these answers were given in this form. */
    static boolean made(JsonNode answers) {
        return answers.size() == 1 && answers.has(NAME);
    }

    @Override
    public List<Question> questions() {
        return List.of(
                new DataQuestion(NAME, "The response to a task of type " + type.word(), null));
    }

    @Override
    public ObjectNode response(JsonNode answers) {
        JsonNode answer = answers.path(NAME);
        if (answer instanceof ObjectNode object) {
            return object;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set(answer.isArray() ? "annotations" : NAME, answer);
        return body;
    }

    @Override
    public @Nullable ObjectNode answers(JsonNode response) {
        if (response.isMissingNode() || response.isNull()) {
            return null;
        }
        ObjectNode answers = JsonNodeFactory.instance.objectNode();
        answers.set(NAME, response);
        return answers;
    }
}
