package org.maslin.server.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.server.plumbing.http.Json;

class ProjectTemplatesTest {

    private final List<ProjectTemplate> templates = new ProjectTemplates(Json.mapper()).list();

    @Test
    void templates_areTwentyOrMore_eachWithANameOfItsOwn() {
        assertThat(templates).hasSizeGreaterThanOrEqualTo(20);
        assertThat(templates).extracting(ProjectTemplate::id).doesNotHaveDuplicates();
        assertThat(templates).allSatisfy(one -> assertThat(one.guideline()).contains("## "));
    }

    @Test
    void templates_showEveryKindOfQuestionThatPeopleAnswer() {
        assertThat(templates.stream().flatMap(one -> one.questions().stream()).map(Question::kind))
                .contains(
                        "choice",
                        "multi-choice",
                        "rating",
                        "number",
                        "text",
                        "pairwise",
                        "best-of",
                        "ranking",
                        "rubric",
                        "rewrite",
                        "regions");
    }
}
