package org.maslin.server.projects;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** The questions and classes of a project, under a version number that the server gives. */
public record Ontology(@Nullable Integer version, List<Question> questions) {

    public Ontology {
        questions = List.copyOf(questions);
        if (questions.size() != 1) {
            throw new BadInputException(
                    "ontology.questions",
                    questions.size() + " questions",
                    "exactly one",
                    "Make a project for each further question.");
        }
    }

    public Question question() {
        return questions.getFirst();
    }
}
