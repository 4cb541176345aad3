package org.maslin.server.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.plumbing.http.Json;
import tools.jackson.databind.JsonNode;

class QuestionConsensusIT {

    private static final String PROJECT =
            """
            {"name": "Breads", "overlap": 3, "ontology": {"questions": [
              {"name": "kind", "kind": "choice", "caption": "Which?", "classes": [{"name": "rye"}, {"name": "bun"}]},
              {"name": "crust", "kind": "rating", "caption": "How good is the crust?", "low": 1, "high": 5},
              {"name": "burnt", "kind": "choice", "caption": "Burnt?", "classes": [{"name": "no"}, {"name": "yes"}],
               "asking": {"required": false, "when": {"question": "kind", "labels": ["rye"]}}},
              {"name": "note", "kind": "text", "caption": "Else?", "asking": {"required": false}}]}}
            """;

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    private JsonNode settled(String task, String question, int answers)
            throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            JsonNode one = owner.ok("GET", "/tasks/" + task, "").path("consensus").path(question);
            if (one.path("answers").asInt() == answers || Instant.now().isAfter(end)) {
                return one;
            }
            Thread.sleep(100);
        }
    }

    @Test
    void everyQuestionWithLabels_hasItsConsensus_onItsTask_andInExports() throws Exception {
        String project = owner.ok("POST", "/projects", PROJECT).path("id").asString();
        owner.ok(
                "POST",
                "/projects/" + project + "/samples?tasks=true",
                "{\"key\": \"a\", \"text\": \"a loaf\"}");
        String task =
                owner.ok("GET", "/projects/" + project + "/tasks", "")
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString();
        List<String> answers =
                List.of(
                        "{\"kind\": \"rye\", \"crust\": 4, \"burnt\": \"no\"}",
                        "{\"kind\": \"rye\", \"crust\": 4}",
                        "{\"kind\": \"bun\", \"crust\": 2, \"note\": \"pale\"}");
        for (int i = 0; i < answers.size(); i++) {
            TestClient one = labeling.annotator("a" + i);
            String lease = Labeling.next(one, project).path("id").asString();
            one.ok(
                    "POST",
                    "/assignments/" + lease + "/annotation",
                    "{\"answers\": " + answers.get(i) + ", \"secondsActive\": 1}");
        }
        JsonNode crust = settled(task, "crust", 3);
        assertThat(crust.path("label").asString()).isEqualTo("4");
        assertThat(crust.path("probability").asDouble()).isBetween(0.5, 1.0);
        assertThat(crust.path("method").asString()).isNotBlank();
        assertThat(settled(task, "kind", 3).path("label").asString()).isEqualTo("rye");
        JsonNode burnt = settled(task, "burnt", 1);
        assertThat(burnt.path("label").asString()).isEqualTo("no");
        JsonNode all = owner.ok("GET", "/tasks/" + task, "").path("consensus");
        assertThat(all.has("note")).isFalse();

        JsonNode export =
                owner.ok("POST", "/projects/" + project + "/exports", "{\"format\": \"jsonl\"}");
        String id = export.path("id").asString();
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!owner.ok("GET", "/exports/" + id, "").path("state").asString().equals("ready")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
        JsonNode line = Json.mapper().readTree(owner.get("/exports/" + id + "/file").text());
        assertThat(line.path("questions").propertyNames()).containsExactly("burnt", "crust");
        assertThat(line.path("questions").path("crust").path("label").asString()).isEqualTo("4");
        assertThat(line.path("questions").path("crust").path("answers").asInt()).isEqualTo(3);

        TestClient third = labeling.annotator("a2");
        JsonNode mine = owner.ok("GET", "/tasks/" + task, "").path("annotations");
        assertThat(mine).hasSize(3);
        String lease =
                third.ok("POST", "/tasks/" + task + "/assignments", "").path("id").asString();
        third.ok("DELETE", "/assignments/" + lease + "/annotation", "");
        assertThat(settled(task, "crust", 2).path("answers").asInt()).isEqualTo(2);
    }
}
