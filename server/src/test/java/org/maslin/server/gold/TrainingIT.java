package org.maslin.server.gold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class TrainingIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    @Test
    void training_comesBeforeWork_andTellsWhatWasExpected() {
        String project = labeling.choice(1, 3);
        owner.ok(
                "POST",
                "/projects/" + project + "/samples",
                "{\"key\": \"l1\", \"text\": \"lesson one\"}\n{\"key\": \"l2\", \"text\": \"lesson two\"}\n");
        owner.ok(
                "POST",
                "/projects/" + project + "/known-tasks",
                """
                {"purpose": "training", "tasks": [
                  {"sampleKey": "l1", "expected": {"kind": "rye"}, "explanation": "It is dark."},
                  {"sampleKey": "l2", "expected": {"kind": "bun"}}]}
                """);
        owner.ok("PUT", "/projects/" + project + "/gold/rule", "{\"trainingFirst\": true}");
        TestClient ada = labeling.annotator("ada");
        JsonNode first = Labeling.next(ada, project);
        assertThat(first.path("purpose").asString()).isEqualTo("training");
        assertThat(first.path("content").path("text").asString()).isEqualTo("lesson one");
        String feedback = "/assignments/" + first.path("id").asString() + "/feedback";
        assertThat(ada.get(feedback).text("code")).isEqualTo("no-feedback");
        Labeling.submit(ada, first, "bun");
        JsonNode told = ada.ok("GET", feedback, "");
        assertThat(told.path("expected").path("kind").asString()).isEqualTo("rye");
        assertThat(told.path("given").path("kind").asString()).isEqualTo("bun");
        assertThat(told.path("explanation").asString()).isEqualTo("It is dark.");
        assertThat(told.path("correct").asBoolean()).isFalse();
        assertThat(
                        ada.post(
                                        "/assignments/%s/annotation"
                                                .formatted(first.path("id").asString()),
                                        "{\"answers\": {\"kind\": \"rye\"}}")
                                .text("code"))
                .as("after the feedback the answer stays")
                .isEqualTo("already-answered");

        JsonNode second = ada.ok("POST", "/projects/" + project + "/training/assignments", "");
        assertThat(second.path("content").path("text").asString()).isEqualTo("lesson two");
        Labeling.submit(ada, second, "bun");
        assertThat(ada.post("/projects/" + project + "/training/assignments", "").status())
                .isEqualTo(204);
        JsonNode work = Labeling.next(ada, project);
        assertThat(work.has("purpose")).isFalse();
        assertThat(work.path("progress").path("mine").asInt()).isZero();
        Labeling.submit(ada, work, "rye");
        assertThat(ada.get("/assignments/" + work.path("id").asString() + "/feedback").text("code"))
                .isEqualTo("no-feedback");
        assertThat(
                        owner.ok("GET", "/projects/" + project + "/workforce", "")
                                .path("goldAnswers")
                                .asInt())
                .as("training is no gold")
                .isZero();
    }

    @Test
    void aTest_thatIsPassed_opensTheBatchThatAsksForIt() {
        String project = labeling.choice(1, 2);
        owner.ok(
                "POST",
                "/projects/" + project + "/samples",
                "{\"key\": \"q1\", \"text\": \"one\"}\n{\"key\": \"q2\", \"text\": \"two\"}\n");
        JsonNode test =
                owner.ok(
                        "POST",
                        "/projects/" + project + "/qualifications",
                        "{\"name\": \"bread expert\", \"passMark\": 1, \"attempts\": 2, \"validDays\": 30}");
        String id = test.path("id").asString();
        assertThat(
                        owner.post(
                                        "/projects/" + project + "/qualifications",
                                        "{\"name\": \"bread expert\"}")
                                .text("code"))
                .isEqualTo("qualification-name-taken");
        TestClient ada = labeling.annotator("ada");
        assertThat(ada.post("/qualifications/" + id + "/assignments", "").text("code"))
                .isEqualTo("test-closed");
        owner.ok(
                "POST",
                "/qualifications/" + id + "/tasks",
                """
                {"tasks": [{"sampleKey": "q1", "expected": {"kind": "rye"}},
                           {"sampleKey": "q2", "expected": {"kind": "bun"}}]}
                """);
        owner.ok(
                "PUT",
                "/projects/" + project + "/work-rule",
                "{\"qualifications\": [\"bread expert\"]}");
        assertThat(Labeling.next(ada, project).isMissingNode()).isTrue();

        attempt(ada, id, "rye", "rye");
        JsonNode mine = mine(ada, project);
        assertThat(mine.path("held").asBoolean()).isFalse();
        assertThat(mine.path("score").asDouble()).isEqualTo(0.5);
        assertThat(mine.path("used").asInt()).isEqualTo(1);
        attempt(ada, id, "rye", "bun");
        mine = mine(ada, project);
        assertThat(mine.path("held").asBoolean()).isTrue();
        assertThat(mine.has("expiresAt")).isTrue();
        assertThat(ada.post("/qualifications/" + id + "/assignments", "").text("code"))
                .isEqualTo("already-qualified");

        JsonNode attempts =
                owner.ok("GET", "/qualifications/" + id + "/attempts", "").path("items");
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).path("passed").asBoolean()).isTrue();
        String user = attempts.get(0).path("annotator").path("id").asString();
        JsonNode held = owner.ok("GET", "/users/" + user + "/qualifications", "").path("items");
        assertThat(held.get(0).path("name").asString()).isEqualTo("bread expert");
        assertThat(held.get(0).path("score").asDouble()).isEqualTo(1);
        // What somebody may take is known for a second.
        waitASecond();
        assertThat(Labeling.next(ada, project).path("content").path("text").asString())
                .startsWith("loaf");

        TestClient bela = labeling.annotator("bela");
        attempt(bela, id, "bun", "bun");
        attempt(bela, id, "bun", "bun");
        assertThat(bela.post("/qualifications/" + id + "/assignments", "").text("code"))
                .isEqualTo("no-attempts-left");
        String his = bela.user().id().toString();
        owner.ok("POST", "/users/" + his + "/qualifications", "{\"name\": \"bread expert\"}");
        waitASecond();
        assertThat(Labeling.next(bela, project).path("content").path("text").asString())
                .startsWith("loaf");
        owner.ok("DELETE", "/users/" + his + "/qualifications/bread%20expert", "");
        assertThat(
                        owner.call("DELETE", "/users/" + his + "/qualifications/bread%20expert", "")
                                .status())
                .isEqualTo(404);
        owner.ok("PATCH", "/qualifications/" + id, "{\"retired\": true}");
    }

    private static void attempt(TestClient annotator, String test, String... answers) {
        for (String answer : answers) {
            JsonNode task = annotator.ok("POST", "/qualifications/" + test + "/assignments", "");
            assertThat(task.path("purpose").asString()).isEqualTo("test");
            Labeling.submit(annotator, task, answer);
        }
    }

    private static JsonNode mine(TestClient annotator, String project) {
        return annotator
                .ok("GET", "/projects/" + project + "/qualifications", "")
                .path("items")
                .get(0)
                .path("mine");
    }

    private static void waitASecond() {
        try {
            Thread.sleep(1100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
