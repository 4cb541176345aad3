package org.maslin.server.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.plumbing.http.Json;

class OnceIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final String project = labeling.choice(1, 3);
    private final HttpClient http = HttpClient.newHttpClient();

    private CompletableFuture<HttpResponse<String>> post(String path, String key, String body) {
        return http.sendAsync(
                HttpRequest.newBuilder(
                                URI.create(
                                        labeling.server().root()
                                                + "/api/v1/projects/"
                                                + project
                                                + path))
                        .header("Authorization", "Bearer " + owner.secret())
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void requestThatIsSentAgain_isDoneOnce_andAnsweredTheSame() {
        String body = "{\"name\": \"a batch\"}";
        List<HttpResponse<String>> answers =
                IntStream.range(0, 5).mapToObj(i -> post("/batches", "k1", body)).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream().map(answer -> Json.mapper().readTree(answer.body())).distinct())
                .hasSize(1);
        assertThat(owner.ok("GET", "/projects/" + project + "/batches", "").path("items"))
                .hasSize(2);
        assertThat(post("/batches", "k2", body).join().statusCode()).isEqualTo(409);
        assertThat(post("/batches", "k2", body.replace("a b", "another b")).join().statusCode())
                .as("what was refused has used no key")
                .isEqualTo(201);
        HttpResponse<String> other = post("/exports", "k1", "{\"format\": \"jsonl\"}").join();
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("idempotency-key-used", "/batches");
        assertThat(post("/exports", " ", "{\"format\": \"jsonl\"}").join().statusCode())
                .isEqualTo(422);
    }
}
