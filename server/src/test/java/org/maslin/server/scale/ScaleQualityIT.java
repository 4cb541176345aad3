package org.maslin.server.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.TestServer;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.identity.KeyKind;
import tools.jackson.databind.JsonNode;

class ScaleQualityIT {

    private final TestServer server = TestServer.get();

    @Test
    void evaluationAndTrainingTasks_areMixedIntoPeoplesWork() throws Exception {
        UUID organisation = server.organisation("bakery");
        String key = server.key(organisation, Role.OWNER, KeyKind.LIVE);
        post("/projects", key, "{\"name\": \"breads\", \"type\": \"categorization\"}");
        String task =
                """
                {"project": "breads", "attachment_type": "text", "attachment": "%s", "categories": ["rye", "bun"]%s}
                """;
        post("/task/categorization", key, task.formatted("a loaf", ""));
        String known = ", \"expected_response\": {\"category\": \"rye\"}";
        post("/evaluation_tasks/categorization", key, task.formatted("a golden loaf", known));
        post("/training_tasks/categorization", key, task.formatted("a first loaf", known));
        String odd = ", \"expected_response\": {\"category\": \"cake\"}";
        post("/evaluation_tasks/categorization", key, task.formatted("no such loaf", odd));

        TestClient owner = server.client(organisation, Role.OWNER);
        String project =
                owner.ok("GET", "/projects", "").path("items").get(0).path("id").asString();
        JsonNode gold = owner.ok("GET", "/projects/" + project + "/known-tasks", "").path("items");
        assertThat(gold).hasSize(1);
        assertThat(gold.get(0).path("expected").path("category").asString()).isEqualTo("rye");
        assertThat(
                        owner.ok("GET", "/projects/" + project + "/gold/rule", "")
                                .path("rate")
                                .asDouble())
                .isEqualTo(0.05);
        TestClient ada =
                server.client(organisation, Role.ANNOTATOR, "ada", AnnotatorKind.SIMULATED);
        JsonNode first = Labeling.next(ada, project);
        assertThat(first.path("purpose").asString()).isEqualTo("training");
        assertThat(first.path("content").path("text").asString()).contains("a first loaf");
        Labeling.submit(ada, first, "rye");
        JsonNode feedback =
                ada.ok("GET", "/assignments/" + first.path("id").asString() + "/feedback", "");
        assertThat(feedback.path("correct").asBoolean()).isTrue();
    }

    private void post(String path, String key, String body)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes());
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(server.root() + "/scale/v1" + path))
                                        .header("Authorization", "Basic " + basic)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
