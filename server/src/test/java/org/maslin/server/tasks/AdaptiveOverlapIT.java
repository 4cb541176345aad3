package org.maslin.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Principal;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.consensus.Consensuses;
import tools.jackson.databind.JsonNode;

class AdaptiveOverlapIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    @Test
    void tasksThatAllAgreeOn_areCompletedEarly_othersAskAgainUpToTheMost() {
        String project = labeling.choice(1, 0);
        owner.ok(
                "PUT",
                "/projects/" + project + "/adaptive-overlap",
                "{\"least\": 2, \"most\": 4, \"confidence\": 0.9}");
        var lines = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            lines.append("{\"key\": \"t%02d\", \"text\": \"loaf %d\"}\n".formatted(i, i));
        }
        owner.ok("POST", "/projects/" + project + "/samples?tasks=true", lines.toString());
        assertThat(counts(project).path("answersNeeded").asInt()).isEqualTo(80);
        List<TestClient> people = new ArrayList<>();
        for (String name : List.of("ada", "bela", "cleo", "dora")) {
            people.add(labeling.annotator(name));
        }
        // All agree, but on the first two, where every other says otherwise.
        for (int i = 0; i < 2; i++) {
            answerAll(people.get(i), project, i % 2 == 0 ? "rye" : "bun");
        }
        settle(project);
        assertThat(counts(project).path("completed").asInt()).isEqualTo(18);
        assertThat(answerAll(people.get(2), project, "rye")).as("asked again").isEqualTo(2);
        settle(project);
        answerAll(people.get(3), project, "bun");
        settle(project);
        JsonNode done = counts(project);
        assertThat(done.path("completed").asInt()).isEqualTo(20);
        assertThat(done.path("answers").asInt()).isBetween(18 * 2 + 2 * 3, 18 * 2 + 2 * 4);
        assertThat(done.path("answersNeeded")).isEqualTo(done.path("answers"));
        JsonNode tasks =
                owner.ok("GET", "/projects/" + project + "/tasks?limit=100", "").path("items");
        assertThat(tasks.get(0).path("overlap").asInt()).isBetween(3, 4);
        assertThat(tasks.get(5).path("overlap").asInt()).isEqualTo(2);
        owner.ok("DELETE", "/projects/" + project + "/adaptive-overlap", "");
        assertThat(owner.get("/projects/" + project + "/adaptive-overlap").status()).isEqualTo(204);
    }

    @Test
    void aBatch_mayHaveItsOwn_andATaskAFixedOne() {
        String project = labeling.choice(1, 0);
        owner.ok("POST", "/projects/" + project + "/samples", "{\"key\": \"a\", \"text\": \"a\"}");
        String batch =
                owner.ok(
                                "POST",
                                "/projects/" + project + "/batches",
                                "{\"name\": \"hard\", \"adaptiveOverlap\": {\"least\": 1, \"most\": 3, \"confidence\": 0.99}}")
                        .path("id")
                        .asString();
        assertThat(
                        owner.ok("GET", "/batches/" + batch, "")
                                .path("adaptiveOverlap")
                                .path("most")
                                .asInt())
                .isEqualTo(3);
        owner.ok(
                "POST",
                "/projects/" + project + "/tasks",
                """
                {"batchId": "%s", "tasks": [{"sampleKey": "a", "key": "a1"}, {"sampleKey": "a", "key": "a2", "overlap": 5}]}
                """
                        .formatted(batch));
        JsonNode tasks = owner.ok("GET", "/projects/" + project + "/tasks", "").path("items");
        assertThat(tasks.get(0).path("overlap").asInt()).isEqualTo(3);
        assertThat(tasks.get(1).path("overlap").asInt()).isEqualTo(5);
        assertThat(
                        owner.call(
                                        "PATCH",
                                        "/batches/" + batch,
                                        "{\"adaptiveOverlap\": {\"least\": 4, \"most\": 3, \"confidence\": 0.9}}")
                                .status())
                .isEqualTo(422);
    }

    private int answerAll(TestClient annotator, String project, String onTheFirst) {
        int done = 0;
        for (JsonNode next = Labeling.next(annotator, project);
                !next.isMissingNode();
                next = Labeling.next(annotator, project)) {
            boolean first = next.path("taskKey").asString().compareTo("t02") < 0;
            boolean even = next.path("taskKey").asString().hashCode() % 2 == 0;
            Labeling.submit(annotator, next, first ? onTheFirst : even ? "rye" : "bun");
            done++;
        }
        return done;
    }

    private void settle(String project) {
        var system = Principal.system(labeling.organisation());
        labeling.server().facade(Consensuses.class).settle(system, UUID.fromString(project));
    }

    private JsonNode counts(String project) {
        return owner.ok("GET", "/projects/" + project, "").path("counts");
    }
}
