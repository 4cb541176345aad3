package org.maslin.server.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class OntologyChangeIT {

    private static final String WITHOUT_RYE =
            """
            {"questions": [{"name": "kind", "kind": "choice", "caption": "Which?",
              "classes": [{"name": "bun"}, {"name": "toast"}]}]}
            """;

    private final Labeling labeling = new Labeling();

    @Test
    void change_showsWhichAnswersItReaches_andRequeuesOnlyThese() {
        String project = labeling.choice(1, 3);
        TestClient owner = labeling.owner();
        TestClient ada = labeling.annotator("ada");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        Labeling.submit(ada, Labeling.next(ada, project), "bun");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");

        JsonNode effect =
                owner.ok("POST", "/projects/" + project + "/ontologies/effect", WITHOUT_RYE);
        assertThat(effect.path("read").asInt()).isEqualTo(3);
        assertThat(effect.path("tasks").asInt()).isEqualTo(2);
        assertThat(effect.path("reasons").get(0).path("place").asString())
                .isEqualTo("answers.kind");
        assertThat(effect.path("examples").get(0).asString()).isEqualTo("t000000");

        owner.ok("POST", "/projects/" + project + "/ontologies", WITHOUT_RYE);
        JsonNode requeued = owner.ok("POST", "/projects/" + project + "/requeue", "");
        assertThat(requeued.path("tasks").asInt()).isEqualTo(2);
        assertThat(owner.ok("POST", "/projects/" + project + "/requeue", "").path("tasks").asInt())
                .isZero();

        var keys = new HashSet<String>();
        for (int i = 0; i < 2; i++) {
            JsonNode again = Labeling.next(ada, project);
            keys.add(again.path("taskKey").asString());
            assertThat(again.path("ontologyVersion").asInt()).isEqualTo(2);
            Labeling.submit(ada, again, "toast");
        }
        assertThat(keys).containsExactlyInAnyOrder("t000000", "t000002");
        assertThat(Labeling.next(ada, project).isMissingNode()).isTrue();
        assertThat(
                        owner.ok("GET", "/projects/" + project, "")
                                .path("counts")
                                .path("completed")
                                .asInt())
                .isEqualTo(3);
    }
}
