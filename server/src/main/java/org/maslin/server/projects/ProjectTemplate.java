package org.maslin.server.projects;

import java.util.List;

/**
 * A common job to begin a project from.
 *
 * @param id its name, in kebab case
 * @param group the shelf it is shown on
 * @param samples what its samples must have, in words
 * @param about one sentence
 * @param overlap what usually suffices
 * @param guideline Markdown; a beginning
 */
public record ProjectTemplate(
        String id,
        String title,
        String group,
        String samples,
        String about,
        int overlap,
        List<Question> questions,
        String guideline) {
    public ProjectTemplate {
        questions = List.copyOf(questions);
        new Ontology(null, questions);
        NewProject.checkGuideline(guideline);
    }
}
